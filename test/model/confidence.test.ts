import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { confidenceOf, type Grounds, noPast, remember, together } from "../../src/model/confidence.js";

const grounds = (change: Partial<Grounds> = {}): Grounds => ({
  category: "pressure",
  look: new Map([
    ["pressure", -1],
    ["handling", -5],
  ]),
  proposed: 0,
  seconded: 0,
  past: noPast,
  words: 10,
  direction: "outbound",
  ...change,
});

describe("scores taken together", () => {
  it("weigh more than the strongest alone, and never less", () => {
    expect(together([-1, -1])).toBeGreaterThan(-1);
    expect(together([-1, -7])).toBeCloseTo(-1, 2);
    fc.assert(
      fc.property(fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 1 }), (scores) => {
        expect(together(scores)).toBeGreaterThanOrEqual(Math.max(...scores) - 1e-9);
      }),
    );
  });
});

describe("the past of a call", () => {
  it("counts risky lines, and keeps the last and the most", () => {
    const risky = new Map([["pressure", 1]]);
    const calm = new Map([["pressure", -6]]);
    const past = [risky, calm].reduce(remember, noPast);
    expect(past.risky).toBe(1);
    expect(past.last.get("pressure")).toBe(-6);
    expect(past.most.get("pressure")).toBe(1);
    expect(past.unease).toBeGreaterThan(0.7);
    expect(past.unease).toBeLessThan(0.8);
  });

  it("is not changed by lines that nothing is known of", () => {
    const past = remember(noPast, new Map([["pressure", 1]]));
    expect(remember(past, new Map())).toBe(past);
  });
});

describe("the confidence of a finding", () => {
  const weights = [0, 1, 1, 0, 0.5];

  it("grows with the score, with what the rule says, and with the past", () => {
    const plain = confidenceOf(weights, grounds());
    expect(confidenceOf(weights, grounds({ look: new Map([["pressure", 1]]) }))).toBeGreaterThan(plain);
    expect(confidenceOf(weights, grounds({ proposed: 0.9 }))).toBeGreaterThan(plain);
    expect(confidenceOf(weights, grounds({ past: { ...noPast, risky: 3 } }))).toBeGreaterThan(plain);
  });

  it("is never certain", () => {
    expect(confidenceOf([50], grounds())).toBe(0.98);
  });
});
