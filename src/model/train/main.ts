import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { createEngine } from "../../analyzer.js";
import { agentActs, customerActs } from "../../dialogue/acts.js";
import { packageFolder } from "../../dictionary/builtin-node.js";
import { type Corpus, readCorpus } from "../../evaluation/corpus.js";
import { isCallLevel, type Rates } from "../../evaluation/score.js";
import { Judge } from "../judge.js";
import { Model } from "../model.js";
import { fitCalls } from "./calls.js";
import { encode } from "./encode.js";
import type { FitOptions, Fitted } from "./fit.js";
import { actSamples, ruleSamples, type Sample } from "./material.js";
import { type Packed, packSamples } from "./packed.js";
import { fitAll } from "./threads.js";
import { bestThreshold, calibrateAll, type Held, holdOut, ratesAt } from "./validate.js";

/** Least precision, on held-out writers, that a threshold is chosen for. */
const PRECISION = 0.84;
/** The same for rules about whole calls, which are harder and fewer. */
const CALL_PRECISION = 0.6;
/** No finding about a line is given at less confidence than this, so that proper calls come out clean. */
const LEAST = 0.58;

/** How many fits the shipped weights are the mean of, and those that held-out writers are scored with. */
const MEMBERS = 6;
const HELD_MEMBERS = 2;
/** Into how many folds the writers besides those of `foldsOf` are put. */
const OTHER_FOLDS = 3;

const inFold = (sample: Sample, fold: readonly string[]) => fold.includes(sample.source);

const fitOnce = async (packed: Packed, members: number, options: Partial<FitOptions>): Promise<Fitted> =>
  (await fitAll(packed, [Int32Array.from({ length: packed.size }, (_, i) => i)], members, options))[0] as Fitted;

const say = (text: string) => process.stderr.write(`${text}\n`);
const show = (r: Rates) => `P ${r.precision.toFixed(3)} R ${r.recall.toFixed(3)} F1 ${r.f1.toFixed(3)}`;

/** `npm run train`: makes model/weights.bin from fixtures/corpus, the same bits every time. */
async function train(folders: string[], output: string, options: Partial<FitOptions>): Promise<void> {
  const corpus = readCorpus(folders);
  const bare = await createEngine({ model: false });
  const actClasses = [...agentActs, ...customerActs].map((a) => `act:${a}`);
  const ruleClasses = [...new Set(labelledRules(corpus))].filter((r) => !isCallLevel(r)).sort();
  const classes = [...ruleClasses, ...actClasses];
  const acts = actSamples(corpus, bare);
  const head = { material: materialOf(corpus), calibration: {}, threshold: 1 };

  // Acts come first, because the facts that the rules' features hold are read from them; then both together, with the
  // facts read once more by the weights that will ship.
  let packed = packSamples(acts, classes);
  let fitted = await fitOnce(packed, 1, options);
  let samples: Sample[] = [];
  let folds: string[][] = [];
  let held: Held[] = [];
  for (const last of [false, true]) {
    const judge = new Judge(Model.parse(encode(fitted, classes, head)));
    samples = ruleSamples(corpus, { ...bare, judge });
    packed = packSamples([...samples, ...acts], classes);
    say(`${samples.length} agent lines, ${acts.length} acts`);
    fitted = await fitOnce(packed, last ? MEMBERS : 1, options);
  }
  folds = foldsOf(samples);
  say(`fitted; ${folds.length} folds held out`);
  const all = [...samples, ...acts];
  const without = folds.map((fold) => Int32Array.from([...all.keys()].filter((i) => !inFold(all[i] as Sample, fold))));
  held = holdOut(samples, packed, folds, await fitAll(packed, without, HELD_MEMBERS, options));
  const calibration = calibrateAll(held);
  const threshold = Math.max(LEAST, bestThreshold(held, calibration, PRECISION));
  report(held, folds, (part) => ratesAt(part, calibration, threshold), threshold);
  let bytes = encode(fitted, classes, { material: head.material, calibration, threshold });
  const calls = fitCalls(corpus, { ...bare, judge: new Judge(Model.parse(bytes)) }, CALL_PRECISION);
  say(`rules about calls, held-out writers, confidence ${calls.callThreshold}: ${show(calls.held)}`);
  bytes = Model.withHead(bytes, { callWeights: calls.callWeights, callThreshold: calls.callThreshold });
  mkdirSync(join(output, ".."), { recursive: true });
  writeFileSync(output, bytes);
  say(`${output}: ${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} gzipped`);
}

function* labelledRules(corpus: Corpus): Generator<string> {
  for (const l of corpus.lines) yield l.rule;
  for (const { gold } of corpus.calls) for (const l of gold.labels) yield l.rule;
}

/**
 * Which sources are left out together: whole writers, the twins of one hand never apart; few folds, so that training
 * stays a matter of minutes.
 */
function foldsOf(samples: readonly Sample[]): string[][] {
  const sources = [...new Set(samples.filter((s) => s.place).map((s) => s.source))].sort();
  const folds = [
    ["d1", "d2", "d3"],
    ["c", "e"],
    ["o", "p"],
  ].map((t) => t.filter((s) => sources.includes(s)));
  const rest = sources.filter((s) => !folds.flat().includes(s));
  const size = Math.ceil(rest.length / OTHER_FOLDS);
  for (let i = 0; i < rest.length; i += size) folds.push(rest.slice(i, i + size));
  return folds.filter((f) => f.length);
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
  {
    ...overrides,
  },
);
