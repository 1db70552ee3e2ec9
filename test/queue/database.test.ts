import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { databaseStore } from "../../src/queue/index.js";
import type { Report } from "../../src/report/schema.js";
import { testAnalyzer } from "../engine.js";
import { hasPostgres, type Server, startPostgres } from "./servers.js";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let report: Report;
beforeAll(async () => {
  const utterances = [{ speaker: "agent" as const, text: "暗証番号\u0000を教えて\ud800いただけますか。" }];
  report = (await testAnalyzer({ model: false })).analyze({ callId: "通話-1", direction: "outbound", utterances });
  expect(report.findings.length).toBeGreaterThan(0);
});

/** What is asked of a database, whichever it is. */
function keepsReports(place: () => string, query: (sql: string) => Promise<Record<string, unknown>[]>) {
  it("keeps one report for each call and pack, the latest", async () => {
    // Two that start together: both find or make the table.
    const url = place();
    const stores = url.startsWith("postgres")
      ? await Promise.all([databaseStore(url), databaseStore(url)])
      : [await databaseStore(url)];
    const [first] = stores as [(typeof stores)[0]];
    expect(await first.has?.(report.callId, report.pack)).toBe(false);
    await Promise.all([...stores, ...stores].map((store) => store.save(report)));
    const changed: Report = { ...report, risk: { level: "low", score: 1 } };
    await first.save(changed);
    await first.save({ ...report, pack: "other" });
    expect(await first.has?.(report.callId, report.pack)).toBe(true);
    expect(await first.has?.("通話-2", report.pack)).toBe(false);
    for (const store of stores) await store.close?.();
    const rows = await query(
      "select call_id, pack, risk_level, risk_score, findings, report from kikimimi_reports order by pack",
    );
    expect(rows.map((r) => [r.call_id, r.pack, r.risk_level, Number(r.risk_score)])).toEqual(
      [
        ["通話-1", report.pack, "low", 1],
        ["通話-1", "other", report.risk.level, report.risk.score],
      ].sort(([, a], [, b]) => (String(a) < String(b) ? -1 : 1)),
    );
    // What the database cannot hold is replaced unit by unit, so that offsets still fit.
    const whole = rows.find((r) => r.pack === "other")?.report as Report;
    expect(whole).toEqual(
      JSON.parse(JSON.stringify({ ...report, pack: "other" }).replaceAll(/\\u0000|\\ud800/g, "\ufffd")),
    );
    const findings = await query("select rule_id, severity from kikimimi_findings where pack = 'other'");
    expect(findings.map((f) => f.rule_id).sort()).toEqual(report.findings.map((f) => f.ruleId).sort());
  });
}

describe("PGlite", () => {
  const folder = mkdtempSync(join(tmpdir(), "kikimimi-pglite-"));
  const data = join(folder, "results");
  afterAll(() => rmSync(folder, { recursive: true }));
  keepsReports(
    () => `pglite:${data}`,
    async (sql) => {
      const database = await PGlite.create(data);
      const { rows } = await database.query<Record<string, unknown>>(sql);
      await database.close();
      return rows;
    },
  );
});

describe.skipIf(!hasPostgres)("PostgreSQL", () => {
  let server: Server;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.remove());
  keepsReports(
    () => server.url,
    async (sql) => {
      const client = new pg.Client(server.url);
      await client.connect();
      const { rows } = await client.query(sql);
      await client.end();
      return rows;
    },
  );

  it("says what is wrong with a server that is not there", async () => {
    const error = await databaseStore("postgres://nobody:secret@127.0.0.1:1/none").catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "unreachable", file: "127.0.0.1:1" });
    expect((error as Error).message).not.toContain("secret");
  });
});
