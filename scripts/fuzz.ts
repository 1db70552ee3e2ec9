import fc from "fast-check";
import { createAnalyzer } from "../src/analyzer.js";
import { readEach } from "../src/formats/index.js";
import { normalize } from "../src/language/index.js";
import { loadTokenizer } from "../src/language/load-node.js";
import { findPersonal } from "../src/redaction/index.js";
import type { Transcript } from "../src/transcript/schema.js";
import { properties } from "../test/hostile/properties.js";

// The long run of what test/hostile tests shortly, and how time grows with the input. `npm run fuzz -- 600` (seconds).

const seconds = Number(process.argv[2] ?? 300);
const tokenizer = await loadTokenizer();
const analyzer = await createAnalyzer({ tokenizer });
let faults = 0;

const all = properties(analyzer, tokenizer);
for (const { name, property } of all) {
  const until = Date.now() + (seconds * 1000) / all.length;
  let runs = 0;
  while (Date.now() < until) {
    const result = fc.check(property, { numRuns: 500, interruptAfterTimeLimit: until - Date.now() });
    runs += result.numRuns;
    if (!result.failed || result.interrupted) continue;
    faults++;
    console.log(fc.defaultReportMessage(result), result.errorInstance);
    break;
  }
  console.log(`${name}: ${runs} runs`);
}

const encode = (text: string) => new TextEncoder().encode(text);
const call = (text: string, lines = 1): Transcript => ({
  callId: "growth",
  direction: "outbound",
  utterances: Array.from({ length: lines }, (_, i) => ({
    speaker: i % 2 ? ("customer" as const) : ("agent" as const),
    text,
  })),
});

const asked = (text: string): Transcript => ({
  callId: "growth",
  utterances: [
    { speaker: "agent", text: "お名前と電話番号をお願いします" },
    { speaker: "customer", text },
  ],
});

/** Pieces that, repeated, make matching hard somewhere. */
const pieces = [
  "あ",
  "の",
  "(",
  "[",
  "<style ",
  "|",
  " ",
  "1",
  "1,111",
  "〇",
  "ゼロ",
  "T",
  "昭和",
  "田中様",
  "生年月日を教えて",
  "ー",
  "か\u3099",
  "😀",
  "=",
  '"',
  "00:05 ",
  "agent: ",
  "\t",
  "a@",
  "アット",
  "、",
  "です",
  "さん",
  "二",
  "abc ",
];
const jobs: [string, (text: string) => unknown][] = [
  ["normalise", normalize],
  ["split", (text) => tokenizer.tokenize(text)],
  ["read as text", (text) => [...readEach(encode(`オペレーター：${text}\nお客様：はい`))]],
  ["read one line", (text) => [...readEach(encode(text))]],
  ["read lines", (text) => [...readEach(encode(`${text.slice(0, 60)}\n`.repeat(Math.ceil(text.length / 60))))]],
  [
    "read as JSON",
    (text) => [...readEach(encode(JSON.stringify({ turns: [{ role: "agent", text, start: text, [text]: text }] })))],
  ],
  [
    "read as CSV",
    (text) => [...readEach(encode(`speaker,text,start\nagent,"${text.replaceAll('"', '""')}",${text.slice(0, 9)}\n`))],
  ],
  ["read as subtitles", (text) => [...readEach(encode(`WEBVTT\n\n00:00.000 --> 00:01.000\n<v ${text}>${text}\n`))]],
  ["analyse one line", (text) => analyzer.analyze(call(text))],
  ["analyse lines", (text) => analyzer.analyze(call(text.slice(0, 20), Math.ceil(text.length / 20)))],
  ["redact", (text) => findPersonal(asked(text), tokenizer)],
  ["redact lines", (text) => findPersonal(call(text.slice(0, 20), Math.ceil(text.length / 20)), tokenizer)],
];

/** Eight times the input takes eight times the time; 64 times would be quadratic. Small times say nothing. */
const SIZE = 20_000;
const TIMES = 8;
/** Milliseconds of this process alone: others may be using the machine. */
function time(run: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 3; i++) {
    const from = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(from);
    best = Math.min(best, (user + system) / 1000);
    if (best > 3000) break;
  }
  return best;
}
for (const [name, job] of jobs) {
  let worst = { ratio: 0, piece: "", ms: 0 };
  for (const piece of pieces) {
    const text = (size: number) => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
    const [once, many] = [SIZE, SIZE * TIMES].map((size) => time(() => job(text(size)))) as [number, number];
    const ratio = many / once;
    if (many > 60 && ratio > worst.ratio) worst = { ratio, piece, ms: many };
    if (many > 100 && ratio > 2.5 * TIMES) {
      faults++;
      console.log(
        `${name}: ${JSON.stringify(piece)} ×${SIZE * TIMES}: ${many.toFixed()} ms, ${ratio.toFixed(1)} times as long for ${TIMES} times the text`,
      );
    }
  }
  console.log(
    `${name}: at most ${worst.ratio.toFixed(1)} times as long for ${TIMES} times the text (${JSON.stringify(worst.piece)}, ${worst.ms.toFixed()} ms)`,
  );
}
console.log(faults ? `${faults} faults` : "no fault");
if (faults) process.exitCode = 1;
