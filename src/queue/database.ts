import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { Report } from "../report/schema.js";
import { optional, unreachable } from "./optional.js";
import type { ResultStore } from "./results.js";

/** What is used of a database; `pg` and PGlite both have it. */
interface Database {
  query(sql: string, values: unknown[]): Promise<{ rows: unknown[] }>;
  /** Several statements, all or none. */
  run(script: string): Promise<unknown>;
  close(): Promise<void>;
}

/** One row for each call and pack; findings as rows in a view. The same for PostgreSQL and PGlite. */
export const schema = `
-- Two workers that start together would both create the table.
select pg_advisory_xact_lock(5350741);
create table if not exists kikimimi_reports (
  call_id text not null,
  pack text not null,
  direction text not null,
  risk_level text not null,
  risk_score real not null,
  findings integer not null,
  report jsonb not null,
  saved_at timestamptz not null default now(),
  primary key (call_id, pack)
);
create index if not exists kikimimi_reports_risk on kikimimi_reports (risk_level, saved_at);
create or replace view kikimimi_findings as
  select r.call_id, r.pack, f ->> 'ruleId' as rule_id, f ->> 'category' as category, f ->> 'severity' as severity,
    (f ->> 'confidence')::real as confidence, (f ->> 'utteranceIndex')::integer as utterance_index, f ->> 'quote' as quote
  from kikimimi_reports r cross join lateral jsonb_array_elements(r.report -> 'findings') f;
`;

const upsert = `
insert into kikimimi_reports (call_id, pack, direction, risk_level, risk_score, findings, report)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (call_id, pack) do update set
  direction = excluded.direction, risk_level = excluded.risk_level, risk_score = excluded.risk_score,
  findings = excluded.findings, report = excluded.report, saved_at = now()
where kikimimi_reports.report is distinct from excluded.report`;

/**
 * Keeps reports in a database. `postgres://…` is a PostgreSQL server; `pglite:FOLDER` is PostgreSQL inside this process,
 * its files in the folder, and `pglite:` alone in memory.
 * @throws KikimimiError `missing-package` without `pg` or `@electric-sql/pglite`, `unreachable` without a server
 */
export async function databaseStore(url: string, connections = 4): Promise<ResultStore> {
  const database = /^postgres(?:ql)?:/u.test(url) ? await server(url, connections) : await embedded(url);
  try {
    await database.run(schema);
  } catch (error) {
    await database.close();
    throw (error as NodeJS.ErrnoException).syscall ? unreachable("PostgreSQL", url, error) : error;
  }
  return {
    async has(callId, pack) {
      const found = await database.query("select 1 from kikimimi_reports where call_id = $1 and pack = $2", [
        storable(callId),
        pack,
      ]);
      return found.rows.length > 0;
    },
    async save(report) {
      const { callId, pack, direction, risk, findings } = report;
      const whole = JSON.stringify(report, (_, value: unknown) =>
        typeof value === "string" ? storable(value) : value,
      );
      const row = [storable(callId), pack, direction.value, risk.level, risk.score, findings.length, whole];
      await database.query(upsert, row);
    },
    close: () => database.close(),
  };
}

/** PostgreSQL holds neither NUL nor half a character. One unit stays one unit, so that offsets still fit. */
const storable = (text: string): string =>
  text.replace(/\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");

async function server(url: string, connections: number): Promise<Database> {
  const { default: pg } = await optional("pg", () => import("pg"));
  const pool = new pg.Pool({ connectionString: url, max: connections, connectionTimeoutMillis: 10_000 });
  // An idle connection that breaks is replaced by the next query.
  pool.on("error", () => undefined);
  return {
    query: (sql, values) => pool.query(sql, values),
    run: (script) => pool.query(script),
    close: () => pool.end(),
  };
}

async function embedded(url: string): Promise<Database> {
  const { PGlite } = await optional("@electric-sql/pglite", () => import("@electric-sql/pglite"));
  const folder = url.replace(/^pglite:(?:\/\/)?/u, "");
  if (folder) await mkdir(dirname(folder), { recursive: true });
  const database = await PGlite.create(folder || "memory://");
  return {
    query: (sql, values) => database.query(sql, values),
    run: (script) => database.exec(`begin;${script}commit;`),
    close: () => database.close(),
  };
}
