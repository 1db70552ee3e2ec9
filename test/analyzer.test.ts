import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Analyzer } from "../src/analyzer.js";
import { KikimimiError } from "../src/errors.js";
import { Report } from "../src/report/schema.js";
import { Transcript, type Utterance } from "../src/transcript/schema.js";
import { testAnalyzer } from "./engine.js";

let analyzer: Analyzer;
beforeAll(async () => {
  analyzer = await testAnalyzer();
});

const agent = (text: string): Utterance => ({ speaker: "agent", text });
const customer = (text: string): Utterance => ({ speaker: "customer", text });
const outbound = (...utterances: Utterance[]): Transcript => ({ callId: "t", direction: "outbound", utterances });

/** Text as it may come: Japanese with everything that shifts offsets, and any string at all. */
const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        "生年月日",
        "を",
        "教えて",
        "いただけますか",
        "必ず",
        "儲かります",
        "結構です",
        "😀",
        "𠮷田",
        "ｾｲﾈﾝｶﾞｯﾋﾟ",
        "ＡＢＣ",
        " ",
        "　",
        "が",
        "\r\n",
        "[PII]",
        "えー",
        "。",
        "、",
        "<script>",
        "\u2028",
        "\u202e",
        "\ud83d",
      ),
      { maxLength: 24 },
    )
    .map((parts) => parts.join("")),
);

const anyTranscript: fc.Arbitrary<Transcript> = fc.record(
  {
    callId: fc.string({ minLength: 1, maxLength: 8 }),
    direction: fc.constantFrom("outbound", "inbound", "callback", "unknown"),
    startedAt: fc.constantFrom("2026-05-01T21:30:00+09:00", "2026-05-01T10:00:00Z"),
    utterances: fc.array(
      fc.record(
        {
          speaker: fc.constantFrom("agent", "customer", "system"),
          text: hostile,
          startMs: fc.nat(),
          endMs: fc.nat(),
        },
        { requiredKeys: ["speaker", "text"] },
      ),
      { maxLength: 8 },
    ),
  },
  { requiredKeys: ["callId", "utterances"] },
) as fc.Arbitrary<Transcript>;

describe("analyze", () => {
  it("finds a request for a birth date on an outbound call and says where", () => {
    const text = "えー、まずはご本人様確認のため、生年月日を教えていただけますでしょうか。";
    const report = analyzer.analyze(outbound(agent(text)));
    const finding = report.findings.find((f) => f.ruleId === "personal-data/request");
    expect(finding).toBeDefined();
    expect(finding?.utteranceIndex).toBe(0);
    expect(finding?.quote).toContain("生年月日");
    expect(finding?.evidence.length).toBeGreaterThan(0);
    expect(report.risk.score).toBeGreaterThan(0);
  });

  it("leaves the same question alone when the customer called", () => {
    const report = analyzer.analyze({
      callId: "t",
      direction: "inbound",
      utterances: [
        customer("住所変更をお願いしたいんですが。"),
        agent("ありがとうございます。お客様の生年月日をお願いいたします。"),
      ],
    });
    expect(report.findings.filter((f) => f.ruleId === "personal-data/request")).toEqual([]);
  });

  it("never flags the customer", () => {
    const report = analyzer.analyze(outbound(customer("生年月日を教えてください。暗証番号も言ってください。")));
    expect(report.findings.filter((f) => f.utteranceIndex !== null)).toEqual([]);
  });

  it("gives messages in English on request", async () => {
    const english = await testAnalyzer({ locale: "en" });
    const [finding] = english.analyze(outbound(agent("暗証番号を教えてください。"))).findings;
    expect(finding?.message).toMatch(/^[\x20-\x7e–—’]+$/u);
  });

  it("names the path and the expectation for a transcript that does not fit", () => {
    const broken = { callId: "t", utterances: [agent("はい"), { speaker: "operator", text: "はい" }] };
    try {
      analyzer.analyze(broken as unknown as Transcript);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(KikimimiError);
      expect((error as KikimimiError).code).toBe("bad-transcript");
      expect((error as KikimimiError).path).toBe("utterances[1].speaker");
      expect((error as KikimimiError).expected).toContain('"agent"');
    }
  });

  it("carries metadata through untouched", () => {
    const metadata = { queue: "q1", nested: { deep: [1, 2] } };
    expect(analyzer.analyze({ ...outbound(agent("はい")), metadata }).metadata).toEqual(metadata);
  });

  it("is the same on every run and re-entrant", () => {
    const call = outbound(
      agent("必ず儲かりますので今日中に決めてください。"),
      customer("いりません。"),
      agent("皆さん契約されてますよ。"),
    );
    const first = JSON.stringify(analyzer.analyze(call));
    analyzer.analyze(outbound(agent("別の通話です。")));
    expect(JSON.stringify(analyzer.analyze(call))).toBe(first);
  });

  it("throws on nothing that the schema takes; every report fits its schema and every span its text", () => {
    fc.assert(
      fc.property(anyTranscript, (transcript) => {
        fc.pre(Transcript.safeParse(transcript).success);
        const report = analyzer.analyze(transcript);
        Report.parse(report);
        for (const f of report.findings) {
          if (f.utteranceIndex === null || !f.span) continue;
          const text = transcript.utterances[f.utteranceIndex]?.text ?? "";
          expect(f.span.end).toBeLessThanOrEqual(text.length);
          expect(f.quote).toBe(text.slice(f.span.start, f.span.end));
        }
        for (const e of report.findings.flatMap((f) => f.evidence)) {
          const text = transcript.utterances[e.utteranceIndex]?.text;
          expect(text).toBeDefined();
          expect(e.span.start).toBeLessThanOrEqual(e.span.end);
          expect(e.span.end).toBeLessThanOrEqual(text?.length ?? -1);
        }
      }),
      { numRuns: 300 },
    );
  });
});
