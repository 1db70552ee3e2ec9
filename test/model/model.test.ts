import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noFacts } from "../../src/dialogue/facts.js";
import { KikimimiError } from "../../src/errors.js";
import { callConfidence, callTerms, mostTelling, weighedCallRules, withOpening } from "../../src/model/call-grounds.js";
import { echoFeatures, Features, gramFeatures } from "../../src/model/features.js";
import { GramReader, Role } from "../../src/model/grams.js";
import { BUCKETS, hashString } from "../../src/model/hash.js";
import { Model } from "../../src/model/model.js";
import { packRows, product, rowOf, Sum } from "../../src/model/rows.js";
import { regress, symmetricEigen } from "../../src/model/train/arithmetic.js";
import { asStored, encode, worthiest } from "../../src/model/train/encode.js";
import { blend, fit, scoresOf } from "../../src/model/train/fit.js";
import type { Sample } from "../../src/model/train/material.js";
import { packSamples } from "../../src/model/train/packed.js";
import { fitAll } from "../../src/model/train/threads.js";
import { holdOut } from "../../src/model/train/validate.js";
import { sharedTokenizer } from "../engine.js";

const sample = (words: string[], targets: Record<string, number>): Sample => {
  const features = new Features();
  for (const w of words) features.add(hashString(w), 1);
  return {
    source: "s",
    fold: -1,
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
const classes = ["a/yes"];
const train = (seed = 1) => {
  const packed = packSamples(material, classes);
  const fitted = fit(packed, { which: Int32Array.from(material.keys()), seed }, options);
  return encode(fitted, classes, { material: "test", calibration: {}, threshold: 0.5 });
};

describe("training", () => {
  it("gives the same bytes every time", () => {
    expect(Buffer.from(train()).equals(Buffer.from(train()))).toBe(true);
    expect(Buffer.from(train(2)).equals(Buffer.from(train()))).toBe(false);
  });

  it("learns what the material teaches, and keeps it in the stored form", () => {
    const model = Model.parse(train());
    const score = (words: string[]) => {
      const position = model.origin();
      model.add(sample(words, {}).features, position);
      return model.score(position, 0);
    };
    expect(score(["必ず", "儲かる"])).toBeGreaterThan(score(["書面", "確認"]) + 1);
  });
});

describe("features worth their room", () => {
  const packed = packSamples(material, classes);
  const all = { which: Int32Array.from(material.keys()), seed: 1 };

  it("are those that tell the classes apart, and a fit with them alone uses no others", () => {
    const kept = worthiest([fit(packed, all, options)], 4);
    const bucket = (word: string) => sample([word], {}).features.buckets[0] as number;
    for (const word of ["必ず", "儲かる", "書面", "確認"]) expect(kept[bucket(word)]).toBe(1);
    expect(kept[bucket("w1")]).toBe(0);
    const { rowOf, counts } = fit(packed, { ...all, kept }, options);
    expect(counts).toHaveLength(4);
    expect([...rowOf.entries()].filter(([, row]) => row).every(([b]) => kept[b])).toBe(true);
  });

  it("are scored as stored, a little off what was fitted", () => {
    const fitted = fit(packed, all, options);
    const stored = asStored(fitted);
    const model = Model.parse(encode(fitted, classes, { material: "test", calibration: {}, threshold: 0.5 }));
    for (const i of [0, 1]) {
      const position = model.origin();
      model.add((material[i] as Sample).features, position);
      const [score] = scoresOf(stored, packed, i);
      expect(score).toBeCloseTo(model.score(position, 0), 4);
      expect(score).not.toBe(scoresOf(fitted, packed, i)[0]);
    }
  });
});

describe("fits in threads", () => {
  it("are blended set by set, all members of each and no other's", async () => {
    const packed = packSamples(material, classes);
    const sets = [[...material.keys()], Array.from({ length: 20 }, (_, i) => i), [0, 1]].map((which) => ({
      which: Int32Array.from(which),
    }));
    const blended = await fitAll(packed, sets, 3, options);
    const alone = sets.map((set) => blend([0, 1, 2].map((k) => fit(packed, { ...set, seed: 20260501 + k }, options))));
    expect(blended.map((f) => [...f.weights])).toEqual(alone.map((f) => [...f.weights]));
  });
});

describe("eigenvectors of a symmetric matrix", () => {
  it("put it together again", () => {
    const n = 5;
    const numbers = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: n * n, maxLength: n * n });
    fc.assert(
      fc.property(numbers, (cells) => {
        const at = (i: number, j: number) => (cells[Math.min(i, j) * n + Math.max(i, j)] as number) || 0;
        const matrix = Float64Array.from({ length: n * n }, (_, i) => at(Math.floor(i / n), i % n));
        const { values, vectors } = symmetricEigen(matrix, n);
        for (let i = 0; i < n; i++)
          for (let j = 0; j < n; j++) {
            let sum = 0;
            for (let k = 0; k < n; k++)
              sum += (vectors[i * n + k] as number) * (values[k] as number) * (vectors[j * n + k] as number);
            expect(sum).toBeCloseTo(matrix[i * n + j] as number, 6);
          }
      }),
    );
  });
});

describe("a logistic regression", () => {
  it("gives back the weights that the answers were drawn by", () => {
    const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
    // Each point counts as often for yes as its chance is, out of a thousand.
    const examples = [-2, -1, 0, 1, 2].flatMap((x) => {
      const yes = Math.round(1000 * sigmoid(-0.5 + 1.5 * x));
      return Array.from({ length: 1000 }, (_, i) => ({ x: [1, x], y: (i < yes ? 1 : 0) as 0 | 1 }));
    });
    const [bias, slope] = regress(examples);
    expect(bias).toBeCloseTo(-0.5, 1);
    expect(slope).toBeCloseTo(1.5, 1);
  });

  it("stays finite where the answers can be told apart", () => {
    const weights = regress([
      { x: [1, 5], y: 1 },
      { x: [1, -5], y: 0 },
    ]);
    expect(weights[1]).toBeGreaterThan(0);
    expect(weights[1]).toBeLessThan(10);
  });

  it("needs examples", () => {
    expect(() => regress([])).toThrow(RangeError);
  });
});

describe("where a line lies", () => {
  it("is the same by its grams as by its features", async () => {
    const tokenizer = await sharedTokenizer();
    const model = Model.parse(readFileSync(new URL("../../model/weights.bin", import.meta.url)));
    const reader = new GramReader();
    for (const text of ["生年月日を教えていただけますか", "はい", "", "必ずお安くなりますので今日中にお決めください"])
      for (const role of [Role.Self, Role.Customer, Role.Agent]) {
        const grams = reader.read(tokenizer.tokenize(text));
        const placed = model.place(grams, role);
        const added = model.origin();
        model.add(gramFeatures(grams, role), added);
        expect(placed.squares).toBeCloseTo(added.squares, 9);
        for (const [d, v] of placed.vector.entries()) expect(v).toBeCloseTo(added.vector[d] as number, 9);
      }
  });
});

describe("what each word adds to a class", () => {
  it("is the same by its grams as by its features, after longer lines and shorter ones", async () => {
    const tokenizer = await sharedTokenizer();
    const model = Model.parse(readFileSync(new URL("../../model/weights.bin", import.meta.url)));
    const reader = new GramReader();
    for (const text of [
      "必ずお安くなりますので、今日中にお名前とご住所をお願いできますか",
      "はい",
      "生年月日を教えて",
    ]) {
      const words = tokenizer.tokenize(text);
      const grams = reader.read(words);
      const features = gramFeatures(grams, Role.Self);
      const parts = model.contributions(features, 3);
      const expected = new Float64Array(words.length);
      for (const [i, part] of parts.entries()) {
        const word = features.words[i] as number;
        expected[word] = (expected[word] as number) + part;
      }
      const gained = new Float64Array(words.length);
      model.earn(grams, Role.Self, 3, gained);
      expect(gained.some((g) => g !== 0)).toBe(true);
      for (const [w, g] of gained.entries()) expect(g).toBeCloseTo(expected[w] as number, 9);
    }
  });
});

describe("what the agent takes up from the customer", () => {
  it("is seen by the kind of word, and only when it was said", async () => {
    const tokenizer = await sharedTokenizer();
    const line = (text: string) => ({ words: tokenizer.tokenize(text) });
    const agreed = echoFeatures(line("では土曜の十時に伺います"), line("土曜の十時がいいです"));
    const other = echoFeatures(line("では日曜の九時に伺います"), line("月曜の十時がいいです"));
    expect(agreed.buckets.length).toBeGreaterThan(2);
    expect(other.buckets.length).toBeLessThan(agreed.buckets.length);
    expect(echoFeatures(line("では土曜の十時に伺います"), line("はあ")).buckets).toEqual([]);
  });
});

describe("a weights file", () => {
  it("is refused when it is cut short or something else", () => {
    const bytes = train();
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

describe("rules about whole calls", () => {
  it("have a weight for every term in the file that ships", () => {
    const { head } = Model.parse(readFileSync(new URL("../../model/weights.bin", import.meta.url)));
    const dialogue = { frame: { direction: "outbound" as const }, lines: [], facts: noFacts };
    const terms = withOpening(callTerms(dialogue, new Map(), 0), 0);
    for (const rule of weighedCallRules) expect(head.callWeights[rule], rule).toHaveLength(terms.length);
  });

  it("are never surer of a call than the most telling opening would make them", () => {
    const number = fc.double({ min: -5, max: 5, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(number, { minLength: 4, maxLength: 4 }),
        fc.array(number, { maxLength: 3 }),
        number,
        (w, t, z) => {
          const weights = w.slice(0, t.length + 1);
          const bound = callConfidence(weights, withOpening(t, mostTelling(weights, t)));
          expect(callConfidence(weights, withOpening(t, z))).toBeLessThanOrEqual(bound);
        },
      ),
    );
  });
});

describe("lines held out", () => {
  const call = (direction: "inbound" | "outbound", ignore: string[]): Sample => ({
    ...sample(["住所"], {}),
    fold: 0,
    ignore: new Set(ignore),
    place: { callId: direction, utterance: 0, words: 1, direction },
  });

  it("count for a category although some of its rules cannot be met there", () => {
    const rules = ["personal-data/credential", "personal-data/request"];
    const samples = [
      call("inbound", ["personal-data/request"]),
      call("outbound", []),
      call("outbound", ["personal-data/request"]),
    ];
    const packed = packSamples(samples, rules);
    const fitted = fit(packed, { which: Int32Array.from(samples.keys()), seed: 1 }, options);
    expect(holdOut(samples, packed, [fitted]).map((held) => held.optional)).toEqual([false, false, true]);
  });
});

describe("rows of numbers in four bits", () => {
  const dimensions = 11;
  const one = (d: number) => Float64Array.from({ length: dimensions }, (_, i) => (i === d ? 1 : 0));
  const someRows = fc
    .uniqueArray(fc.integer({ min: 0, max: BUCKETS - 1 }), { minLength: 1, maxLength: 60 })
    .chain((buckets) =>
      fc.record({
        buckets: fc.constant(buckets.sort((a, b) => a - b)),
        numbers: fc.array(fc.integer({ min: -7, max: 7 }), {
          minLength: buckets.length * dimensions,
          maxLength: buckets.length * dimensions,
        }),
      }),
    );

  it("give back each number, by bucket, and nothing for other buckets", () => {
    fc.assert(
      fc.property(someRows, fc.integer({ min: 0, max: BUCKETS - 1 }), ({ buckets, numbers }, other) => {
        const rows = packRows(buckets, Int8Array.from(numbers), dimensions);
        for (const [row, bucket] of buckets.entries()) {
          expect(rowOf(rows, bucket)).toBe(row);
          for (let d = 0; d < dimensions; d++) expect(product(rows, row, one(d))).toBe(numbers[row * dimensions + d]);
        }
        expect(rowOf(rows, other)).toBe(buckets.indexOf(other));
      }),
      { numRuns: 50 },
    );
  });

  it("add up to the same as one by one, however many they are, and buckets without a row add nothing", () => {
    fc.assert(
      fc.property(someRows, fc.array(fc.nat(), { maxLength: 600 }), ({ buckets, numbers }, picks) => {
        const rows = packRows(buckets, Int8Array.from(numbers), dimensions);
        const sum = new Sum(rows);
        sum.add(buckets[0] as number);
        sum.clear();
        const chosen = picks.map((n) => n % buckets.length);
        let bare = buckets[0] as number;
        while (buckets.includes(bare)) bare = (bare + 1) % BUCKETS;
        for (const row of chosen) {
          sum.add(buckets[row] as number);
          sum.add(bare);
        }
        expect(sum.count).toBe(chosen.length);
        for (let d = 0; d < dimensions; d++)
          expect(sum.totals()[d]).toBe(chosen.reduce((all, row) => all + (numbers[row * dimensions + d] as number), 0));
      }),
      { numRuns: 50 },
    );
  });
});
