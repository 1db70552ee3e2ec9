import { expect, it } from "vitest";
import { createEngine } from "../../src/analyzer.js";
import type { Corpus } from "../../src/evaluation/corpus.js";
import { actSamples } from "../../src/model/train/acts.js";
import { Folds } from "../../src/model/train/folds.js";

const corpus: Corpus = {
  lines: [],
  acts: [],
  calls: ["read-01", "unread-01"].map((callId) => ({
    file: `dev/${callId}.json`,
    transcript: {
      callId,
      direction: "outbound",
      utterances: [
        { speaker: "agent", text: "光回線のご案内です、いかがでしょうか。" },
        { speaker: "customer", text: "いりません。" },
        { speaker: "system", text: "終話" },
      ],
    },
    gold: {
      callId,
      labels: [],
      ...(callId === "read-01" && {
        acts: [
          { utterance: 0, act: "pitch" as const },
          { utterance: 1, act: "refusal" as const },
        ],
      }),
    },
  })),
};

it("learns from a call whose acts were read, which line does what and what it does not", async () => {
  const samples = actSamples(corpus, await createEngine({ model: false }), new Folds(corpus));
  const done = samples.map(({ targets }) => [...targets].filter(([, y]) => y).map(([act]) => act));
  expect(done).toEqual([["act:pitch"], ["act:refusal"]]);
  expect(samples[0]?.targets.get("act:accepts-refusal")).toBe(0);
  // What nobody looked for counts neither way, and neither does what the other speaker does.
  expect(samples[0]?.targets.has("act:names-company")).toBe(false);
  expect(samples[0]?.ignore.has("act:names-company")).toBe(true);
  expect(samples[0]?.ignore.has("act:refusal")).toBe(true);
});

it("leaves a call's acts out with its writer", async () => {
  const folds = new Folds(corpus);
  const samples = actSamples(corpus, await createEngine({ model: false }), folds);
  expect(new Set(samples.map((s) => s.fold))).toEqual(new Set([folds.ofCall("dev/read-01.json")]));
});
