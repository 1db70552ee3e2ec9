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
import { encode } from "./encode.js";
import { type FitOptions, type Fitted, fit, fitDefaults } from "./fit.js";
import { actSamples, ruleSamples, type Sample } from "./material.js";
import { bestThreshold, calibrate, type Held, holdOut, ratesAt } from "./validate.js";

/** Least precision, on held-out writers, that a threshold is chosen for. */
const PRECISION = 0.86;

const say = (text: string) => process.stderr.write(`${text}\n`);
const show = (r: Rates) => `P ${r.precision.toFixed(3)} R ${r.recall.toFixed(3)} F1 ${r.f1.toFixed(3)}`;

/** `npm run train`: makes model/weights.bin from fixtures/corpus, the same bits every time. */
async function train(folders: string[], output: string, options: FitOptions): Promise<void> {
  const corpus = readCorpus(folders);
  const bare = await createEngine({ model: false });
  const actClasses = [...agentActs, ...customerActs].map((a) => `act:${a}`);
  const acts = fit(actSamples(corpus, bare), actClasses, options);
  say(`act lines ${corpus.acts.length}`);

  const ruleClasses = [...new Set(labelledRules(corpus))].filter((r) => !isCallLevel(r)).sort();
  const head = { material: materialOf(corpus), calibration: {}, thresholds: {} };
  const judge = new Judge(Model.parse(encode(acts, head)));
  const samples = ruleSamples(corpus, { ...bare, judge });
  say(`agent lines ${samples.length}, rules ${ruleClasses.length}`);

  const folds = foldsOf(samples);
  const held = holdOut(samples, ruleClasses, folds, options);
  const threshold = bestThreshold(held, PRECISION);
  report(held, folds, threshold);
  const fitted = fit(samples, ruleClasses, options);
  const bytes = encode(merge(fitted, acts), {
    material: head.material,
    calibration: { "*": calibrate(held) },
    thresholds: { "*": threshold },
  });
  mkdirSync(join(output, ".."), { recursive: true });
  writeFileSync(output, bytes);
  say(`${output}: ${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} gzipped`);
  if (process.env.HELD) writeFileSync(process.env.HELD, JSON.stringify(held));
}

function* labelledRules(corpus: Corpus): Generator<string> {
  for (const l of corpus.lines) yield l.rule;
  for (const { gold } of corpus.calls) for (const l of gold.labels) yield l.rule;
}

/** Which sources are left out together: writers of whole calls each alone, twins of one writer together. */
function foldsOf(samples: readonly Sample[]): string[][] {
  const sources = [...new Set(samples.filter((s) => s.place).map((s) => s.source))].sort();
  const twins = [
    ["d1", "d2", "d3"],
    ["c", "e"],
  ];
  const folds = twins.map((t) => t.filter((s) => sources.includes(s))).filter((f) => f.length);
  const taken = new Set(folds.flat());
  return [...folds, ...sources.filter((s) => !taken.has(s)).map((s) => [s])];
}

function report(held: readonly Held[], folds: readonly (readonly string[])[], threshold: number): void {
  say(`held-out writers, threshold ${threshold}: ${show(ratesAt(held, threshold))}`);
  for (const source of folds.flat())
    say(
      `  ${source.padEnd(8)} ${show(
        ratesAt(
          held.filter((h) => h.source === source),
          threshold,
        ),
      )}`,
    );
  for (const category of [...new Set(held.map((h) => h.category))].sort())
    say(
      `  ${category.padEnd(20)} ${show(
        ratesAt(
          held.filter((h) => h.category === category),
          threshold,
        ),
      )}`,
    );
}

function merge(rules: Fitted, acts: Fitted): Fitted {
  const classes = [...rules.classes, ...acts.classes];
  const R = classes.length;
  const rowOf = new Int32Array(rules.rowOf.length);
  let rows = 0;
  for (let b = 0; b < rowOf.length; b++) if (rules.rowOf[b] || acts.rowOf[b]) rowOf[b] = ++rows;
  const weights = new Float32Array(rows * R);
  for (let b = 0; b < rowOf.length; b++) {
    const row = rowOf[b] as number;
    if (!row) continue;
    for (const [part, offset] of [
      [rules, 0],
      [acts, rules.classes.length],
    ] as const) {
      const from = part.rowOf[b] as number;
      if (!from) continue;
      for (let r = 0; r < part.classes.length; r++)
        weights[(row - 1) * R + offset + r] = part.weights[(from - 1) * part.classes.length + r] as number;
    }
  }
  return { classes, rowOf, weights, biases: Float32Array.from([...rules.biases, ...acts.biases]) };
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
  [join(folder, "fixtures/corpus/dev"), join(folder, "fixtures/corpus/lines")],
  join(folder, "model/weights.bin"),
  {
    ...fitDefaults,
    ...overrides,
  },
);
