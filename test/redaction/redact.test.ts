import { readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { measure, readLabelled } from "../../scripts/redaction-quality.js";
import { type Analyzer, createAnalyzer } from "../../src/analyzer.js";
import { loadTokenizer } from "../../src/language/load-node.js";
import type { Tokenizer } from "../../src/language/tokenizer.js";
import { findPersonal, MASK, type Redacted, redact, redactFinding } from "../../src/redaction/index.js";
import type { Transcript } from "../../src/transcript/schema.js";

let tokenizer: Tokenizer;
let analyzer: Analyzer;
beforeAll(async () => {
  tokenizer = await loadTokenizer();
  analyzer = await createAnalyzer({ tokenizer });
});

const call = (...lines: string[]): Transcript => ({
  callId: "redact",
  direction: "outbound",
  utterances: lines.map((line) => ({ speaker: line.startsWith("O") ? "agent" : "customer", text: line.slice(3) })),
});
const masked = (transcript: Transcript): Redacted => redact(transcript, analyzer.analyze(transcript), tokenizer);
const texts = (...lines: string[]): string[] => masked(call(...lines)).transcript.utterances.map((u) => u.text);

describe("what the customer says of themselves", () => {
  test.each([
    ["O: お名前をお願いします。", "C: 田中花子です。", "●●●●です。"],
    ["O: 生年月日をお願いします。", "C: せんきゅうひゃくはちじゅうねんさんがついつかです", `${MASK.repeat(22)}です`],
    ["O: お電話番号は。", "C: 〇九〇の一二三四の五六七八です", "●●●●●●●●●●●●●です"],
    ["O: お電話番号は。", "C: ゼロキュウゼロ イチニーサンヨン ゴーロクナナハチ", MASK.repeat(25)],
    ["O: ご住所をお願いします。", "C: 東京都世田谷区桜新町二丁目三の四です", `${MASK.repeat(16)}です`],
    ["O: メールアドレスは。", "C: たなかあっとじーめーるどっとこむです", `${MASK.repeat(16)}です`],
    ["O: 郵便番号は。", "C: １５４−００１５です", "●●●●●●●●です"],
  ])("%s %s", (question, answer, expected) => {
    expect(texts(question, answer)[1]).toBe(expected);
  });

  test("a number given in pieces, and said back", () => {
    const said = texts(
      "O: カードの番号を",
      "C: 四一一一",
      "O: はい",
      "C: 一一一一",
      "O: 一一一一 はい",
      "C: 一一一一 一一一一",
      "O: 四一一一一一一一一一一一一一一一ですね",
    );
    expect(said.join("")).not.toMatch(/一/u);
  });

  test("a number that nobody asked for, across turns", () => {
    const said = texts("C: ゼロキュウゼロの", "O: はい", "C: 一二三四の", "O: はい", "C: 五六七八に掛けて");
    expect(said.slice(0, 3).join("")).not.toMatch(/[一二三四]|キュウ/u);
  });

  test("what the firm says of itself stays, and so do amounts, times and years", () => {
    const lines = [
      "O: フリーダイヤル0120-123-456、平日9時から18時までです。担当の佐藤と申します。",
      "C: 1万2000円を3回払ったんです。2024年の5月に。",
      "O: 弊社の住所は東京都港区三田二丁目三の四でございます。",
    ];
    expect(texts(...lines)).toEqual(lines.map((l) => l.slice(3)));
  });
});

describe("masking", () => {
  const transcript: Transcript = {
    ...call(
      "O: 田中様、生年月日を教えていただけますか。",
      "C: 昭和四十二年三月五日です。",
      "O: 昭和四十二年三月五日ですね。今決めないと損ですよ。",
    ),
    metadata: {
      customerPhone: "09012345678",
      note: "tel 090-1234-5678",
      count: 3,
      agentName: "佐藤",
      deep: [{ caller: { id: "x1" } }],
    },
  };

  test("spans of the report still quote the masked text exactly", () => {
    const before = analyzer.analyze(transcript);
    const { report, transcript: after } = masked(transcript);
    expect(report.findings.length).toBeGreaterThan(0);
    for (const [i, f] of report.findings.entries()) {
      expect(f.span).toEqual(before.findings[i]?.span);
      if (f.span && f.utteranceIndex !== null)
        expect(f.quote).toBe(after.utterances[f.utteranceIndex]?.text.slice(f.span.start, f.span.end));
    }
    expect(JSON.stringify({ report, after })).not.toMatch(/田中|四十二|09012345678|090-1234|x1/u);
  });

  test("metadata: by name of the member, and by form", () => {
    expect(masked(transcript).report.metadata).toEqual({
      customerPhone: MASK.repeat(11),
      note: `tel ${MASK.repeat(13)}`,
      count: 3,
      agentName: "佐藤",
      deep: [{ caller: { id: "●●" } }],
    });
  });

  test("a word among the evidence that is masked in the text is masked there too", () => {
    const report = analyzer.analyze(transcript);
    const finding = report.findings[0];
    if (!finding) throw new Error("no finding");
    const evidence = [{ utteranceIndex: 0, span: { start: 0, end: 2 }, cue: "word:田中" }];
    const hidden = redactFinding({ ...finding, evidence }, transcript.utterances, tokenizer);
    expect(hidden.evidence[0]?.cue).toBe("word:●●");
  });

  test("any text: lengths stay, spans are in order and apart, and nothing is masked twice differently", () => {
    const piece = fc.constantFrom(
      "田中",
      "様",
      "です",
      "090",
      "-1234",
      "〇九〇",
      "の",
      "昭和",
      "四十二年",
      "三月",
      "５日",
      "東京都",
      "港区",
      "あっと",
      "どっと",
      "こむ",
      "ゼロ",
      "キュウ",
      "、",
      " ",
      "😀",
      "が",
      "\u200b",
      "[PII]",
      "番号",
      "お名前",
      "ください",
      "か\u3099",
      "ｶﾞ",
    );
    const line = fc.array(fc.oneof(piece, fc.string({ unit: "grapheme", maxLength: 3 })), { maxLength: 12 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom("agent", "customer", "system"), line), { maxLength: 6 }),
        (lines) => {
          const utterances = lines.map(([speaker, words]) => ({ speaker: speaker as "agent", text: words.join("") }));
          const spans = findPersonal({ callId: "p", utterances }, tokenizer);
          let last = { utterance: -1, end: 0 };
          for (const { utteranceIndex, span } of spans) {
            if (utteranceIndex !== last.utterance) last = { utterance: utteranceIndex, end: 0 };
            expect(span.start).toBeGreaterThanOrEqual(last.end);
            expect(span.end).toBeGreaterThan(span.start);
            expect(span.end).toBeLessThanOrEqual(utterances[utteranceIndex]?.text.length ?? 0);
            last.end = span.end;
          }
          const out = masked({ callId: "p", direction: "outbound", utterances });
          expect(out.transcript.utterances.map((u) => u.text.length)).toEqual(utterances.map((u) => u.text.length));
        },
      ),
      { numRuns: 150 },
    );
  });
});

test.each([
  ["dev", 0.95, 0.95],
  ["dev-2", 0.95, 0.95],
  ["held-out", 0.9, 0.95],
])("labelled calls: %s", async (name, recall, precision) => {
  const text = readFileSync(new URL(`../../fixtures/redaction/${name}.txt`, import.meta.url), "utf8");
  const q = await measure(readLabelled(text));
  expect(q.labels).toBeGreaterThan(50);
  expect(q.hidden / q.labels).toBeGreaterThanOrEqual(recall);
  expect(q.right / q.masks).toBeGreaterThanOrEqual(precision);
});
