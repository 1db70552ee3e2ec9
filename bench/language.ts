/**
 * Loading, tokenising and finding by sound, side by side with kuromoji in one run. Prints medians and the median ratio;
 * quote the ratios, the times depend on the machine. Takes a text file of lines; its own few sentences, repeated, stay in
 * the processor's caches and flatter us. Runs after bundling:
 * `npx esbuild bench/language.ts --bundle --platform=node --format=esm --packages=external --outfile=dist/bench/language.js`
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import kuromoji from "kuromoji";
import { loadTokenizer, normalize, ReadingIndex } from "../src/language/index.js";
import { sentences } from "../test/language/sentences.js";

const ROUNDS = 9;

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Runs the two in turn and prints the median of each and of the ratios. */
function compare(name: string, ours: () => unknown, theirs: () => unknown): void {
  const a: number[] = [];
  const b: number[] = [];
  for (let round = 0; round < ROUNDS + 2; round++) {
    const ourTime = time(ours);
    const theirTime = time(theirs);
    // The first rounds warm up.
    if (round < 2) continue;
    a.push(ourTime);
    b.push(theirTime);
  }
  const ratio = median(a.map((value, i) => value / (b[i] ?? 1)));
  console.log(`${name}: ${median(a).toFixed(1)} ms / ${median(b).toFixed(1)} ms = ${ratio.toFixed(3)}`);
}

const dicPath = dirname(createRequire(import.meta.url).resolve("kuromoji/dict/base.dat.gz"));
const buildPeer = () =>
  new Promise<kuromoji.Tokenizer<kuromoji.IpadicFeatures>>((resolve, reject) => {
    kuromoji.builder({ dicPath }).build((error, built) => (error ? reject(error) : resolve(built)));
  });

const given = process.argv[2];
if (given === "--load-ours") {
  await loadTokenizer();
  process.exit();
}
if (given === "--load-theirs") {
  await buildPeer();
  process.exit();
}

const start = (what: string) => execFileSync(process.execPath, [fileURLToPath(import.meta.url), what]);
compare(
  "start a process and load, ours / kuromoji",
  () => start("--load-ours"),
  () => start("--load-theirs"),
);

const tokenizer = await loadTokenizer();
const peer = await buildPeer();
const lines = given
  ? readFileSync(given, "utf8").split("\n").filter(Boolean)
  : Array.from({ length: 100 }, () => sentences).flat();
const spelled = lines.map((line) => normalize(line).text).filter((line) => !/[\ud800-\udfff]/.test(line));

compare(
  `tokenise ${spelled.length} lines, ours / kuromoji`,
  () => spelled.map((line) => tokenizer.tokenize(line)),
  () => spelled.map((line) => peer.tokenize(line)),
);

const bare = lines.join("").replace(/[、。\ud800-\udfff]/g, "");
const short = bare.slice(0, 8000);
compare(
  "8,000 characters without punctuation, ours / kuromoji",
  () => tokenizer.tokenize(short),
  () => peer.tokenize(short),
);

const long = lines.join("").repeat(9).slice(0, 200_000);
const longBare = bare.repeat(9).slice(0, 200_000);
compare(
  "200,000 characters, without punctuation / as sentences",
  () => tokenizer.tokenize(longBare),
  () => tokenizer.tokenize(long),
);

const index = new ReadingIndex(
  ["セイネンガッピ", "コウザバンゴウ", "アンショウバンゴウ", "イヤクキン", "クーリングオフ"].map((reading) => ({
    reading,
    key: reading,
  })),
  (surface) => tokenizer.readingsOf(surface),
);
const tokens = spelled.map((line) => tokenizer.tokenize(line));
compare(
  "finding by sound / tokenising",
  () => tokens.map((morphemes) => index.find(morphemes)),
  () => spelled.map((line) => tokenizer.tokenize(line)),
);
