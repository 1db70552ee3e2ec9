import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createAnalyzer } from "../../src/analyzer.js";
import { loadConfig } from "../../src/config/load-node.js";
import { analyzePool } from "../../src/pool/pool.js";
import type { Transcript } from "../../src/transcript/schema.js";

it("threads find what this thread finds with the same configuration: settings, dictionaries, rules of one's own", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kikimimi-pool-"));
  writeFileSync(
    join(folder, "kikimimi.config.json"),
    JSON.stringify({
      rules: { "personal-data/request": "critical" },
      mustSay: [{ id: "notice", title: "録音の案内", phrases: ["録音しております"] }],
      customRules: ["./own.mjs"],
    }),
  );
  const text = '{ ja: "例", en: "example" }';
  writeFileSync(
    join(folder, "own.mjs"),
    `export default { id: "custom/first", category: "custom", severity: "low", legalBasis: [],
      text: { title: ${text}, message: ${text}, advice: ${text}, flags: [], clean: [] },
      propose: (line) => line.index ? null : { utteranceIndex: 0, span: null, confidence: 0.5, reasons: [] } };\n`,
  );
  const { options, ruleFiles } = await loadConfig({ from: folder });
  const pool = await analyzePool({ ...options, ruleFiles, threads: 1 });
  try {
    const call: Transcript = {
      callId: "1",
      direction: "outbound",
      utterances: [
        { speaker: "agent", text: "生年月日を教えていただけますか。" },
        { speaker: "customer", text: "どちら様ですか。" },
      ],
    };
    const report = await pool.analyze(call);
    expect(report.findings.map((f) => f.ruleId)).toEqual(
      expect.arrayContaining(["custom/first", "custom/notice", "personal-data/request"]),
    );
    expect(report).toEqual((await createAnalyzer(options)).analyze(call));
  } finally {
    await pool.close();
    rmSync(folder, { recursive: true });
  }
});
