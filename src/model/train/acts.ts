import { Call, type Engine } from "../../call.js";
import { actsOf, labelledActs } from "../../dialogue/acts.js";
import type { Corpus } from "../../evaluation/corpus.js";
import { type Rates, rates } from "../../evaluation/score.js";
import type { Direction, Utterance } from "../../transcript/schema.js";
import { type Features, wordFeatures } from "../features.js";
import { GramReader } from "../grams.js";
import { sigmoid } from "./arithmetic.js";
import { type Fitted, scoresOf } from "./fit.js";
import { type Folds, sourceOf } from "./folds.js";
import type { Sample } from "./material.js";
import type { Packed } from "./packed.js";

/** The class of an act. */
export const actClass = (act: string): string => `act:${act}`;

/**
 * Lines labelled with acts, words only: acts are read before facts are known.
 * @param engine without a model: it would be asked for nothing
 */
export function actSamples(corpus: Corpus, engine: Engine, folds: Folds): Sample[] {
  const grams = new GramReader();
  return [
    ...corpus.acts.map((item) => ofLine(item, engine, grams)),
    ...corpus.calls.flatMap((call) => ofCall(call, folds.ofCall(call.file), engine, grams)),
  ];
}

/** A single line says of one act whether it holds, and a little of the others. */
function ofLine(item: Corpus["acts"][number], engine: Engine, grams: GramReader): Sample {
  const call = new Call(engine, { direction: item.direction });
  for (const utterance of item.before) call.push(utterance);
  return {
    ...nothing,
    source: sourceOf(item.file),
    fold: -1,
    features: heard(call, item, item.direction, grams),
    targets: new Map([[actClass(item.act), item.holds ? 1 : 0]]),
    otherWeight: item.holds ? 0.15 : 0.1,
    siblingWeight: 0.15,
    ignore: allBut(actsOf(item.speaker)),
  };
}

/** Every line of a call whose acts were read, with all that were looked for. */
function ofCall(
  { file, transcript, gold }: Corpus["calls"][number],
  fold: number,
  engine: Engine,
  grams: GramReader,
): Sample[] {
  if (!gold.acts) return [];
  const direction = transcript.direction ?? "unknown";
  const call = new Call(engine, transcript);
  const done = new Set(gold.acts.map(({ utterance, act }) => `${utterance} ${act}`));
  return transcript.utterances.flatMap((utterance, i) => {
    const features = heard(call, utterance, direction, grams);
    const acts = actsOf(utterance.speaker);
    const wanted = labelledActs.filter((act) => acts.includes(act));
    if (!wanted.length) return [];
    return {
      ...nothing,
      source: sourceOf(file),
      fold,
      features,
      targets: new Map(wanted.map((act) => [actClass(act), done.has(`${i} ${act}`) ? 1 : 0])),
      otherWeight: 0,
      siblingWeight: 0,
      ignore: allBut(wanted),
    };
  });
}

const nothing = { place: null, proposed: new Map<string, number>() };

function allBut(acts: readonly string[]): Set<string> {
  const all = [...actsOf("agent"), ...actsOf("customer")];
  return new Set(all.filter((act) => !acts.includes(act)).map(actClass));
}

/** An utterance as the next of a call, with what is said in it and just before it. */
function heard(call: Call, utterance: Utterance, direction: Direction, grams: GramReader): Features {
  const { customer, agent } = call;
  return wordFeatures(grams, call.push(utterance).line, customer, agent, direction);
}

/**
 * How well weights that have not seen them read the acts of whole calls, by act.
 * @param first the number of the first of the samples among those packed
 */
export function ratesOfActs(
  samples: readonly Sample[],
  packed: Packed,
  fits: readonly Fitted[],
  first: number,
): Map<string, Rates> {
  const tallies = new Map(labelledActs.map((act) => [act, { hit: 0, falseAlarm: 0, miss: 0 }]));
  for (const [i, { fold, targets }] of samples.entries()) {
    const fitted = fits[fold];
    if (!fitted) continue;
    const scores = scoresOf(fitted, packed, first + i);
    for (const [act, tally] of tallies) {
      const wanted = targets.get(actClass(act));
      if (wanted === undefined) continue;
      const found = sigmoid(scores[packed.classes.indexOf(actClass(act))] as number) >= 0.5;
      if (wanted) tally[found ? "hit" : "miss"]++;
      else if (found) tally.falseAlarm++;
    }
  }
  return new Map([...tallies].map(([act, tally]) => [act, rates(tally)]));
}
