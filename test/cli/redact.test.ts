import { expect, test } from "vitest";
import { createAnalyzer } from "../../src/analyzer.js";
import { outputFormats } from "../../src/cli/report-writers.js";
import { loadTokenizer } from "../../src/language/load-node.js";
import { redact } from "../../src/redaction/index.js";
import { rules } from "../../src/rules/index.js";
import type { Transcript } from "../../src/transcript/schema.js";

const transcript: Transcript = {
  callId: "redact",
  direction: "outbound",
  utterances: [
    { speaker: "agent", text: "秋元様、本日中にお電話番号とメールアドレスを教えていただけますか。" },
    { speaker: "customer", text: "〇九〇の一二三四の五六七八、aki.moto@example.jpです。" },
    { speaker: "agent", text: "秋元様の〇九〇一二三四五六七八ですね。暗証番号も教えてください。" },
    { speaker: "customer", text: "八八四一です。" },
  ],
  metadata: { callerId: "09012345678" },
};

const personal = /秋元|一二三四|五六七八|aki|example|八八四一|0901234/u;

// In the file that is written, whatever its format, nothing of it is left.
test.each(Object.keys(outputFormats))("--redact in %s", async (format) => {
  const tokenizer = await loadTokenizer();
  const analyzer = await createAnalyzer({ tokenizer });
  const written = (t: Transcript, report: ReturnType<typeof analyzer.analyze>): string => {
    const writer = outputFormats[format]?.({
      locale: "ja",
      explain: true,
      color: false,
      width: 88,
      rules,
      dictionaries: [],
    });
    if (!writer) throw new Error(format);
    // The page's own program and its texts are the same for every call.
    return writer.call(t, report);
  };
  const report = analyzer.analyze(transcript);
  expect(report.findings.length).toBeGreaterThan(0);
  const masked = redact(transcript, report, tokenizer);
  expect(written(masked.transcript, masked.report)).not.toMatch(personal);
  if (format !== "vcon") expect(written(transcript, report).length).toBeGreaterThan(50);
});
