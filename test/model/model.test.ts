import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KikimimiError } from "../../src/errors.js";
import { Features } from "../../src/model/features.js";
import { hashString } from "../../src/model/hash.js";
import { Model } from "../../src/model/model.js";
import { encode } from "../../src/model/train/encode.js";
import { fit } from "../../src/model/train/fit.js";
import type { Sample } from "../../src/model/train/material.js";

const sample = (words: string[], targets: Record<string, number>): Sample => {
  const features = new Features();
  for (const w of words) features.add(hashString(w), 1);
  return {
    source: "s",
    features,
    targets: new Map(Object.entries(targets)),
    otherWeight: 0.3,
    siblingWeight: 0.3,
    ignore: new Set(),
    place: null,
    proposed: new Map(),
  };
};

const material = Array.from({ length: 40 }, (_, i) =>
  i % 2
    ? sample(["必ず", "儲かる", `w${i % 7}`], { "a/yes": 1 })
    : sample(["書面", "確認", `w${i % 5}`], { "a/yes": 0 }),
);
const options = { epochs: 6, dimensions: 8, minSamples: 1 };
const head = { material: "test", calibration: {}, threshold: 0.5 };

describe("training", () => {
  it("gives the same bytes every time", () => {
    const once = encode(fit(material, ["a/yes"], options), head);
    const again = encode(fit(material, ["a/yes"], options), head);
    expect(Buffer.from(again).equals(Buffer.from(once))).toBe(true);
  });

  it("learns what the material teaches, and keeps it in the stored form", () => {
    const model = Model.parse(encode(fit(material, ["a/yes"], options), head));
    const score = (words: string[]) => {
      const position = model.origin();
      model.add(sample(words, {}).features, position);
      return model.scores(position)[0] as number;
    };
    expect(score(["必ず", "儲かる"])).toBeGreaterThan(score(["書面", "確認"]) + 1);
  });
});

describe("a weights file", () => {
  it("is refused when it is cut short or something else", () => {
    const bytes = encode(fit(material, ["a/yes"], options), head);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), (length) => {
        expect(() => Model.parse(bytes.subarray(0, length))).toThrow(KikimimiError);
      }),
      { numRuns: 30 },
    );
    expect(() => Model.parse(new TextEncoder().encode("not a model at all"))).toThrow(KikimimiError);
  });

  it("that ships is at most 1.5 MB gzipped", () => {
    const bytes = readFileSync(new URL("../../model/weights.bin", import.meta.url));
    expect(gzipSync(bytes).length).toBeLessThan(1.5e6);
  });
});
