import fc from "fast-check";
import { expect, test } from "vitest";
import { csvWriter } from "../../src/report/csv.js";
import type { PageCall } from "../../src/report/html.js";
import { hostileCall, powerCall, properCall, texts } from "../element/calls.js";

/** Reads a table by RFC 4180. */
function read(csv: string): string[][] {
  const rows: string[][] = [[]];
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy;
  let at = csv.startsWith("\ufeff") ? 1 : 0;
  while (at < csv.length) {
    cells.lastIndex = at;
    const found = cells.exec(csv);
    if (!found) throw new Error(`not a table from ${at}`);
    rows.at(-1)?.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? "");
    at = cells.lastIndex;
    if (found[3] === "\r\n" && at < csv.length) rows.push([]);
  }
  return rows;
}

const write = (calls: PageCall[], ...options: Parameters<typeof csvWriter>) => {
  const writer = csvWriter(...options);
  return writer.start() + calls.map((c) => writer.call(c.transcript, c.report)).join("") + writer.end();
};

test("one row a finding, one for a call without, under Japanese headings and a byte order mark", () => {
  const csv = write([powerCall, properCall], "ja", texts);
  expect(csv.startsWith("\ufeff通話ID,開始日時,")).toBe(true);
  const [head, ...rows] = read(csv);
  expect(rows).toHaveLength(8);
  for (const row of rows) expect(row).toHaveLength(head?.length ?? 0);
  const cell = (row: number, name: string) => rows[row]?.[head?.indexOf(name) ?? -1];
  expect(cell(3, "発話")).toBe("7");
  expect(cell(3, "時刻")).toBe("0:37");
  expect(cell(3, "規則")).toBe("かけた側からの個人情報の聴取");
  expect(cell(3, "該当箇所")).toBe("検針票のお客様番号と、ご契約者様の生年月日を教えていただけますか");
  expect(cell(3, "根拠")).toBe("個人を特定する情報 (7) / 言わせる・求める表現 (7) / お客様のお断り (6)");
  expect([cell(7, "通話ID"), cell(7, "リスク"), cell(7, "規則ID")]).toEqual(["T-20260513-0009", "なし", ""]);
});

test("in English, the rule's own words are English too", () => {
  const [head, row] = read(write([powerCall], "en", texts));
  expect(head?.[0]).toBe("Call");
  expect(row).toContain("The agent promises an outcome as certain, without its conditions.");
});

test("no cell begins as a formula, and every text comes back from the table", () => {
  const text = fc.string({ unit: fc.constantFrom(..."=+-@＝＋－＠|%\t\r\n\",;' あa\u200b\ufeff"), maxLength: 8 });
  fc.assert(
    fc.property(text, (quote) => {
      const findings = powerCall.report.findings.map((f) => ({ ...f, quote, message: quote }));
      const [head, ...rows] = read(write([{ ...powerCall, report: { ...powerCall.report, findings } }]));
      const at = head?.indexOf("該当箇所") ?? -1;
      for (const row of rows) {
        expect(row.some((c) => /^[\s\u200b\ufeff]*[=+\-@＝＋－＠|%]|^[\t\r\n]/u.test(c))).toBe(false);
        expect([quote, `'${quote}`]).toContain(row[at]);
      }
    }),
  );
});

test("hostile calls keep the table whole", () => {
  const rows = read(write([hostileCall], "ja", texts));
  expect(new Set(rows.map((r) => r.length)).size).toBe(1);
  expect(rows[1]?.some((c) => c.startsWith("'=HYPERLINK"))).toBe(true);
});

test("a cell stays within what Excel takes", () => {
  const findings = powerCall.report.findings.map((f) => ({ ...f, quote: "あ".repeat(40_000) }));
  const rows = read(write([{ ...powerCall, report: { ...powerCall.report, findings } }]));
  for (const row of rows) for (const cell of row) expect(cell.length).toBeLessThanOrEqual(32_767);
});
