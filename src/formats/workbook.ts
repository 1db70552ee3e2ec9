import { strFromU8 } from "fflate";
import { byName } from "../transcript/by-name.js";
import type { Cell } from "./format.js";
import { without } from "./markup.js";

/**
 * The visible sheets of an Excel workbook (ECMA-376 SpreadsheetML), from its unpacked parts.
 * Reads what a transcript needs: texts, numbers, and which numbers are dates.
 */
export function readWorkbook(parts: Record<string, Uint8Array>): { name: string; rows: Cell[][] }[] {
  const xml = (path: string): string => (parts[path] ? strFromU8(parts[path]).replace(/<(\/?)\w+:(?=\w)/g, "<$1") : "");
  const strings = elements(xml("xl/sharedStrings.xml"), "si").map((si) => richText(si.body));
  const dates = dateStyles(xml("xl/styles.xml"));
  const targets = new Map(
    elements(xml("xl/_rels/workbook.xml.rels"), "Relationship").map(({ attributes: a }) => [
      a.Id,
      (a.Target ?? "").startsWith("/") ? (a.Target ?? "").slice(1) : `xl/${a.Target}`,
    ]),
  );
  return elements(xml("xl/workbook.xml"), "sheet")
    .filter(({ attributes }) => (attributes.state ?? "visible") === "visible")
    .map(({ attributes: a }) => ({
      name: a.name ?? "",
      rows: rowsOf(xml(targets.get(a["r:id"] ?? a.id) ?? ""), strings, dates),
    }));
}

interface Element {
  attributes: Record<string, string>;
  body: string;
}

/** The elements of a name that do not nest in themselves, as all read here. */
function elements(xml: string, name: string): Element[] {
  const pattern = new RegExp(`<${name}(\\s[^<>]*?)?(?:/>|>([\\s\\S]*?)</${name}>)`, "g");
  // Behind the last end tag none is closed: looking for an end there would be repeated for each.
  const end = xml.lastIndexOf(`</${name}>`);
  const closed = end < 0 ? 0 : end + name.length + 3;
  const empty = new RegExp(`<${name}(\\s[^<>]*?)?/>`, "g");
  const found = [...xml.slice(0, closed).matchAll(pattern), ...xml.slice(closed).matchAll(empty)];
  return found.map(([, head = "", body = ""]) => ({
    attributes: Object.fromEntries(
      [...head.matchAll(/(?<![\w:])([\w:]{1,64})\s{0,8}=\s{0,8}"([^"]*)"/g)].map(([, key, value]) => [
        key ?? "",
        unescapeXml(value ?? ""),
      ]),
    ),
    body,
  }));
}

const entities = byName<string>({ lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" });

function unescapeXml(text: string): string {
  return text
    .replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
      return name ? (entities[name] ?? whole) : code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .replace(/_x([\da-f]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** All runs of a text, without the furigana (`rPh`) that Japanese Excel keeps beside it. */
function richText(body: string): string {
  const plain = without(body, "rPh");
  return elements(plain, "t")
    .map(({ body: text }) => unescapeXml(text))
    .join("");
}

/** Which cell styles show a number as a date or time. */
function dateStyles(styles: string): boolean[] {
  const custom = new Set(
    elements(styles, "numFmt")
      .filter(({ attributes: a }) =>
        /[ymdhs年月日時分秒]/i.test(
          (a.formatCode ?? "").slice(0, 1000).replace(/"[^"]*"|\[(?!h|m|s)[^\][]*\]|\\./gi, ""),
        ),
      )
      .map(({ attributes: a }) => a.numFmtId),
  );
  const formats = elements(elements(styles, "cellXfs")[0]?.body ?? "", "xf");
  return formats.map(({ attributes: a }) => {
    const id = Number(a.numFmtId);
    return (
      custom.has(a.numFmtId) ||
      (id >= 14 && id <= 22) ||
      (id >= 27 && id <= 36) ||
      (id >= 45 && id <= 47) ||
      (id >= 50 && id <= 58)
    );
  });
}

function rowsOf(sheet: string, strings: readonly string[], dates: readonly boolean[]): Cell[][] {
  return elements(elements(sheet, "sheetData")[0]?.body ?? "", "row").map((row) => {
    const cells: Cell[] = [];
    for (const { attributes: a, body } of elements(row.body, "c")) {
      const column = columnOf(a.r) ?? cells.length;
      if (column > 16_384) continue;
      while (cells.length < column) cells.push({ text: "" });
      cells[column] = cellOf(a, body, strings, dates);
    }
    return cells;
  });
}

function cellOf(a: Record<string, string>, body: string, strings: readonly string[], dates: readonly boolean[]): Cell {
  const value = unescapeXml(elements(body, "v")[0]?.body ?? "");
  if (a.t === "s") return { text: strings[Number(value)] ?? "" };
  if (a.t === "inlineStr") return { text: richText(body) };
  if (a.t === "str" || a.t === "b" || a.t === "e" || a.t === "d") return { text: value };
  const number = value === "" ? Number.NaN : Number(value);
  if (Number.isNaN(number)) return { text: value };
  return { text: value, number, ...(dates[Number(a.s ?? -1)] ? { date: true } : {}) };
}

/** `C7` is column 2. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]+/.exec(reference ?? "")?.[0];
  if (!letters) return undefined;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
