import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inOrder } from "../../src/pool/in-order.js";

const later = <T>(value: T, ticks: number): Promise<T> =>
  new Promise((resolve) => {
    const wait = (left: number) => (left ? setImmediate(() => wait(left - 1)) : resolve(value));
    wait(ticks);
  });

describe("inOrder", () => {
  it("keeps order and limit, whatever takes how long", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 30 }),
        fc.integer({ min: 1, max: 5 }),
        async (delays, limit) => {
          async function* source() {
            for (const [i, [arrives]] of delays.entries()) yield await later(i, arrives);
          }
          let begun = 0;
          let most = 0;
          const results: number[] = [];
          const work = async (i: number) => {
            begun++;
            most = Math.max(most, begun - results.length);
            return later(i, (delays[i] as [number, number])[1]);
          };
          for await (const result of inOrder(source(), work, limit)) results.push(result);
          expect(results).toEqual(delays.map((_, i) => i));
          expect(most).toBeLessThanOrEqual(limit + 1);
        },
      ),
    );
  });

  it("gives results while the source keeps it waiting", async () => {
    async function* source() {
      yield 1;
      await new Promise(() => undefined);
    }
    const results = inOrder(source(), async (n) => n * 2, 4);
    expect(await results.next()).toEqual({ done: false, value: 2 });
  });

  it("passes on a failure in its turn, and ends the source", async () => {
    let closed = false;
    function* source() {
      try {
        for (let i = 0; ; i++) yield i;
      } finally {
        closed = true;
      }
    }
    const seen: number[] = [];
    const run = async () => {
      const work = async (i: number) => (i === 3 ? Promise.reject(new Error("third")) : later(i, 5 - i));
      for await (const n of inOrder(source(), work, 5)) seen.push(n);
    };
    await expect(run()).rejects.toThrow("third");
    expect(seen).toEqual([0, 1, 2]);
    expect(closed).toBe(true);
  });
});
