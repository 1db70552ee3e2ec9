import { Call, type Engine, type Step } from "../../call.js";
import type { Corpus } from "../../evaluation/corpus.js";
import { RecogniserNoise } from "../../evaluation/noise.js";
import { isCallLevel } from "../../evaluation/score.js";
import { rules } from "../../rules/index.js";
import { isPossible } from "../../rules/rule.js";
import type { Direction, Utterance } from "../../transcript/schema.js";
import { dialogueFeatures, type Features, wordFeatures } from "../features.js";
import { GramReader } from "../grams.js";
import { type Folds, sourceOf } from "./folds.js";

/** Where a line of a call stands. */
export interface Place {
  callId: string;
  utterance: number;
  words: number;
  direction: Direction;
}

/** One line with what is known of its labels. `targets`: class → 1 or 0; `weights`: how much each class counts. */
export interface Sample {
  /** Which writer and kind of material it comes from: the unit that cross-validation leaves out. */
  source: string;
  /** Left out together with the others of its fold; -1: never. */
  fold: number;
  features: Features;
  targets: Map<string, number>;
  /** Weight of classes that `targets` does not name; they count as 0. */
  otherWeight: number;
  /** Weight of other classes of the same category as a positive target. */
  siblingWeight: number;
  ignore: ReadonlySet<string>;
  place: Place | null;
  /** How sure each rule was that put something forward. */
  proposed: ReadonlyMap<string, number>;
}

/** Every so many calls are read a second time as a poor recogniser would have written them. */
const NOISY = 3;

/**
 * Agent lines labelled with rules, with the facts and the rules' proposals.
 * @param engines by fold: what reads its lines. Facts that weights have read from lines they know are surer than they
 * will ever be of new lines, and would be trusted too much.
 */
export function ruleSamples(corpus: Corpus, folds: Folds, engines: readonly Engine[]): Sample[] {
  const grams = new GramReader();
  const texts = corpus.calls.flatMap(({ transcript }) => transcript.utterances.map((u) => u.text));
  const noise = new RecogniserNoise((engines[0] as Engine).reader.tokenize, texts);
  const read = (call: Corpus["calls"][number]) => {
    const fold = folds.ofCall(call.file);
    return ofCall(call, fold, engines[fold] as Engine, grams);
  };
  const misheard = corpus.calls
    .filter((_, i) => i % NOISY === 0)
    .flatMap((call) => read({ ...call, transcript: noise.ofCall(call.transcript) }))
    // Trained on, and not counted where lines are: each stands there once already, as it was said.
    .map((sample) => ({ ...sample, place: null }));
  return [
    ...corpus.calls.flatMap(read),
    ...misheard,
    ...corpus.lines.map((line, i) => {
      const fold = folds.ofLine(i);
      return ofLine(line, fold, engines[fold] as Engine, grams);
    }),
  ];
}

function ofCall(
  { file, transcript, gold }: Corpus["calls"][number],
  fold: number,
  engine: Engine,
  grams: GramReader,
): Sample[] {
  const direction = transcript.direction ?? "unknown";
  const call = new Call(engine, transcript);
  const unmet = unmetOn(direction);
  return transcript.utterances.flatMap((utterance, i) => {
    if (utterance.speaker !== "agent") {
      call.push(utterance);
      return [];
    }
    const { step, features } = heard(call, utterance, direction, grams);
    const labels = gold.labels.filter((l) => l.utterance === i && !isCallLevel(l.rule));
    const wanted = labels.filter((l) => !l.optional && canBeMet(l.rule, direction)).map((l) => l.rule);
    return {
      source: sourceOf(file),
      fold,
      features,
      targets: new Map(wanted.map((r) => [r, 1])),
      otherWeight: 1,
      siblingWeight: 0.4,
      ignore: new Set([...labels.filter((l) => l.optional).map((l) => l.rule), ...unmet]),
      place: { callId: transcript.callId, utterance: i, words: step.line.words.length, direction },
      proposed: proposedBy(step),
    };
  });
}

function ofLine(item: Corpus["lines"][number], fold: number, engine: Engine, grams: GramReader): Sample {
  const call = new Call(engine, { direction: item.direction });
  for (const u of item.before) call.push(u);
  const { step, features } = heard(call, { speaker: "agent", text: item.text }, item.direction, grams);
  return {
    source: sourceOf(item.file),
    fold,
    features,
    targets: new Map(canBeMet(item.rule, item.direction) ? [[item.rule, item.flag ? 1 : 0]] : []),
    otherWeight: 0.1,
    siblingWeight: 0.3,
    ignore: new Set(unmetOn(item.direction)),
    place: null,
    proposed: proposedBy(step),
  };
}

const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));

/** Whether such a call can hold a finding of a rule at all. */
export function canBeMet(name: string, direction: Direction): boolean {
  const rule = ruleOf.get(name);
  return rule !== undefined && isPossible(rule, direction);
}

/**
 * Rules that cannot be met on such a call, whatever is said: the same words would be a fault on another, so that they
 * speak neither for nor against it.
 */
const unmetOn = (direction: Direction) => [...ruleOf.keys()].filter((name) => !canBeMet(name, direction));

/** An agent's utterance as the next of a call, with all that the model sees of it. */
function heard(
  call: Call,
  utterance: Utterance,
  direction: Direction,
  grams: GramReader,
): { step: Step; features: Features } {
  const { customer, agent } = call;
  // As they were before the line.
  const { facts } = call.dialogue;
  const step = call.push(utterance);
  const proposals = [...step.proposals].map(([rule, p]) => ({ rule, confidence: p.confidence }));
  const features = wordFeatures(grams, step.line, customer, agent, direction).concat(
    dialogueFeatures(step.line, facts, direction, proposals),
  );
  return { step, features };
}

const proposedBy = (step: Step) => new Map([...step.proposals].map(([rule, p]) => [rule, p.confidence]));
