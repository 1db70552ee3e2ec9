import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { createEngine } from "../../analyzer.js";
import type { Engine } from "../../call.js";
import { agentActs, customerActs } from "../../dialogue/acts.js";
import { packageFolder } from "../../dictionary/builtin-node.js";
import { type Corpus, readCorpus } from "../../evaluation/corpus.js";
import { isCallLevel, type Rates } from "../../evaluation/score.js";
import { callClass, weighedCallRules } from "../call-grounds.js";
import { Judge } from "../judge.js";
import { Model, type ModelHead } from "../model.js";
import { actClass, actSamples, ratesOfActs } from "./acts.js";
import { type CallSample, callSamples, type FittedCalls, fitCalls, type ScoreOpening } from "./calls.js";
import { asStored, encode, keeping, worthiest } from "./encode.js";
import { type FitOptions, type Fitted, scoresOf } from "./fit.js";
import { Folds } from "./folds.js";
import { ruleSamples } from "./material.js";
import { type Packed, packSamples } from "./packed.js";
import { fitAll } from "./threads.js";
import { bestThreshold, calibrateAll, type Held, holdOut, properCalls, ratesAt } from "./validate.js";

/** Least precision, on held-out writers, that a threshold is chosen for. */
const PRECISION = 0.84;
/** The same for rules about whole calls, which are harder and fewer. */
const CALL_PRECISION = 0.6;
/** No finding is given at less confidence than this, about a line or about a call, so that proper calls come out clean. */
const LEAST = 0.5;
const CALL_LEAST = 0.36;

/** How many fits the shipped weights are the mean of, and those that held-out writers are scored with. */
const MEMBERS = 8;
const HELD_MEMBERS = 3;

const say = (text: string) => process.stderr.write(`${text}\n`);
const show = (r: Rates) => `P ${r.precision.toFixed(3)} R ${r.recall.toFixed(3)} F1 ${r.f1.toFixed(3)}`;

/** `npm run train`: makes model/weights.bin from fixtures/corpus, the same bits every time. */
async function train(folders: string[], output: string, options: Partial<FitOptions>): Promise<void> {
  const corpus = readCorpus(folders);
  const bare = await createEngine({ model: false });
  const actClasses = [...agentActs, ...customerActs].map(actClass);
  const ruleClasses = [...new Set(labelledRules(corpus))].filter((r) => !isCallLevel(r)).sort();
  const classes = [...ruleClasses, ...actClasses, ...weighedCallRules.map(callClass)];
  const folds = new Folds(corpus);
  const acts = actSamples(corpus, bare, folds);
  const head = { material: materialOf(corpus), calibration: {}, threshold: 1 };

  const everything = (packed: Packed) => Int32Array.from({ length: packed.size }, (_, i) => i);
  const engineOf = (fitted: Fitted, kept = worthiest([fitted])): Engine => ({
    ...bare,
    judge: new Judge(Model.parse(encode(keeping(fitted, kept), classes, head))),
  });
  /**
   * What the engines read, each of its fold, and the fits that have not seen the fold.
   * @param kept by fold: the features that may be used, see `worthiest`
   */
  const fitFolds = async (engines: readonly Engine[], members: number, kept: readonly Uint8Array[] = []) => {
    const samples = ruleSamples(corpus, folds, engines);
    const calls = callSamples(corpus, folds, engines);
    const all = [...samples, ...acts, ...calls];
    const packed = packSamples(all, classes);
    const without = folds.all.map((_, k) => ({
      which: Int32Array.from([...all.keys()].filter((i) => all[i]?.fold !== k)),
      kept: kept[k],
    }));
    const fits = await fitAll(packed, without, members, options);
    say(`${samples.length} agent lines, ${acts.length} acts: ${folds.all.length} folds held out`);
    return { samples, calls, packed, fits };
  };
  // Acts come first, because the facts that the rules' features hold are read from them. Then both together, twice: the
  // first time to see which features are worth keeping, the second time each fold is read by weights that have not seen
  // it, and fitted with what is kept.
  const packedActs = packSamples(acts, classes);
  const [first] = await fitAll(packedActs, [{ which: everything(packedActs) }], 1, options);
  const reader = engineOf(first as Fitted);
  const { fits: blind } = await fitFolds(
    folds.all.map(() => reader),
    1,
  );
  const kept = blind.map((fitted) => worthiest([fitted]));
  const keptOfAll = worthiest(blind);
  const engines = blind.map((fitted, k) => engineOf(fitted, kept[k]));
  const { samples, calls, packed, fits: exact } = await fitFolds(engines, HELD_MEMBERS, kept);
  const fits = exact.map(asStored);
  const held = holdOut(samples, packed, fits);
  const calibration = calibrateAll(held);
  const threshold = Math.max(LEAST, bestThreshold(held, calibration, PRECISION));
  report(held, folds.all, (part) => ratesAt(part, calibration, threshold), threshold);
  for (const at of [0.4, 0.5, 0.6, 0.7]) {
    const { lines, found } = properCalls(held, calibration, at);
    say(`  at ${at}: ${show(ratesAt(held, calibration, at))}; proper calls: ${found} findings on ${lines} lines`);
  }
  for (const [act, r] of ratesOfActs(acts, packed, fits, samples.length)) say(`  act ${act.padEnd(22)} ${show(r)}`);
  const ofCalls = fitCalls(calls, folds, scoreOpening(calls, packed, fits), CALL_PRECISION);
  say(`rules about calls, held-out writers, confidence ${ofCalls.callThreshold}: ${show(ofCalls.held)}`);
  const [fitted] = await fitAll(packed, [{ which: everything(packed), kept: keptOfAll }], MEMBERS, options);
  write(output, fitted as Fitted, classes, { ...head, calibration, threshold }, ofCalls);
}

/** Scores openings, the last of the samples, with the weights that have not seen them. */
function scoreOpening(calls: readonly CallSample[], packed: Packed, fits: readonly Fitted[]): ScoreOpening {
  const first = packed.size - calls.length;
  const scores = new Map(calls.map((call, i) => [call, scoresOf(fits[call.fold] as Fitted, packed, first + i)]));
  return (call, rule) => scores.get(call)?.[packed.classes.indexOf(callClass(rule))] ?? 0;
}

function write(
  output: string,
  fitted: Fitted,
  classes: readonly string[],
  head: Pick<ModelHead, "material" | "calibration" | "threshold">,
  { callWeights, callThreshold }: FittedCalls,
): void {
  const bytes = Model.withHead(encode(fitted, classes, head), {
    callWeights,
    callThreshold: Math.max(CALL_LEAST, callThreshold),
  });
  mkdirSync(join(output, ".."), { recursive: true });
  writeFileSync(output, bytes);
  say(`${output}: ${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} gzipped`);
}

function* labelledRules(corpus: Corpus): Generator<string> {
  for (const l of corpus.lines) yield l.rule;
  for (const { gold } of corpus.calls) for (const l of gold.labels) yield l.rule;
}

function report(
  held: readonly Held[],
  folds: readonly (readonly string[])[],
  rate: (part: readonly Held[]) => Rates,
  threshold: number,
): void {
  say(`held-out writers, confidence ${threshold}: ${show(rate(held))}`);
  for (const source of folds.flat())
    say(`  ${source.padEnd(8)} ${show(rate(held.filter((h) => h.source === source)))}`);
  for (const category of [...new Set(held.map((h) => h.category))].sort())
    say(`  ${category.padEnd(20)} ${show(rate(held.filter((h) => h.category === category)))}`);
}

/** A short name for the material, so that a report can say what its weights come from. */
function materialOf(corpus: Corpus): string {
  const hash = createHash("sha256");
  for (const file of new Set([
    ...corpus.calls.map((c) => c.file),
    ...corpus.lines.map((l) => l.file),
    ...corpus.acts.map((a) => a.file),
  ]))
    hash.update(readFileSync(file));
  return hash.digest("hex").slice(0, 12);
}

const folder = packageFolder();
const overrides = Object.fromEntries(
  process.argv
    .slice(2)
    .map((a) => a.split("=") as [string, string])
    .map(([k, v]) => [k, Number(v)]),
);
await train(
  ["fixtures/calls", "fixtures/corpus/dev", "fixtures/corpus/lines"].map((f) => join(folder, f)),
  join(folder, "model/weights.bin"),
  overrides,
);
