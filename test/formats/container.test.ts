import { gzipSync, strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { KikimimiError } from "../../src/errors.js";
import { call, callWords, errorOf, fixture, lines, read, readOne } from "./fixtures.js";

describe("archives", () => {
  it("reads a gzipped file, and a gzipped file in a zip", () => {
    const gz = gzipSync(fixture("kikimimi.json"));
    expect(lines(readOne(gz))).toEqual(call);
    expect(lines(readOne(zipSync({ "a.json.gz": gz })))).toEqual(call);
  });

  it("reads the files of a zip by name, passes over the system's own, and goes on past a bad one", () => {
    const zip = zipSync({
      "b/通話.txt": fixture("typed-letters.txt"),
      "a.json": fixture("deepgram.json"),
      "b/bad.json": strToU8('{"callId":'),
      "__MACOSX/a.json": strToU8("x"),
      "b/.DS_Store": strToU8("x"),
    });
    const outcomes = read(zip);
    expect(
      outcomes.map((o) => (o instanceof KikimimiError ? `${o.code} ${o.path}` : `${o.format} ${o.place}`)),
    ).toEqual(["deepgram a.json", "bad-transcript b/bad.json: line 1, column 11", "text b/通話.txt"]);
  });

  it("uses no path out of an archive, and shows it without control characters", () => {
    const [outcome] = read(zipSync({ "../../etc/\u0007x.txt": fixture("typed-letters.txt") }));
    expect(outcome).toMatchObject({ place: "../../etc/?x.txt", format: "text" });
  });

  it("stops a gzip bomb at the limit", () => {
    const bomb = gzipSync(new Uint8Array(5_000_000));
    expect(errorOf(bomb, { limits: { maxBytes: 1_000_000 } })).toMatchObject({ code: "limit-exceeded" });
  });

  it.each([
    [{ maxArchiveBytes: 1000 }, "maxArchiveBytes"],
    [{ maxArchiveEntries: 1 }, "maxArchiveEntries"],
    [{ maxRatio: 10 }, "maxRatio"],
  ])("stops a zip at %j", (limits, name) => {
    const zip = zipSync({ "a.txt": new Uint8Array(2_000_000), "b.txt": strToU8("x") });
    const error = errorOf(zip, { limits });
    expect(error.code).toBe("limit-exceeded");
    expect(error.hint).toContain(name);
  });

  it("does not open archives in archives", () => {
    const inner = zipSync({ "a.json": fixture("kikimimi.json") });
    expect(errorOf(zipSync({ "inner.zip": inner }))).toMatchObject({ code: "unreadable-file", path: "inner.zip" });
  });

  it.each([
    ["cut", gzipSync(fixture("kikimimi.json")).subarray(0, 60)],
    ["a zip without its end", zipSync({ "a.json": fixture("kikimimi.json") }).subarray(0, 200)],
  ])("says that an archive is damaged: %s", (_, content) => {
    expect(errorOf(content).code).toBe("unreadable-file");
  });
});

describe("binaries", () => {
  it.each([
    ["PDF", [0x25, 0x50, 0x44, 0x46, 0x2d]],
    ["WAV", [0x52, 0x49, 0x46, 0x46, 0, 0, 0, 0]],
    ["xls", [0xd0, 0xcf, 0x11, 0xe0, 0xa1]],
    ["anything", [1, 2, 3, 0, 0, 5, 9, 0, 1, 2, 0, 3]],
  ])("%s is named as one", (_, content) => {
    const error = errorOf(Uint8Array.from(content));
    expect(error.code).toBe("unknown-format");
    expect(error.reason).toContain("バイナリ");
  });

  it("says of a Word file that it is one", () => {
    expect(
      errorOf(zipSync({ "[Content_Types].xml": strToU8("<x/>"), "word/document.xml": strToU8("<x/>") })).reason,
    ).toContain("Word");
  });
});

/** A workbook as Excel writes it: shared strings with furigana and rich text, times as parts of a day. */
function workbook(rows: string, strings: string): Uint8Array {
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  return zipSync({
    "[Content_Types].xml": strToU8(`${head}<Types/>`),
    "xl/workbook.xml": strToU8(
      `${head}<workbook><sheets><sheet name="控え" sheetId="2" state="hidden" r:id="rId2"/><sheet name="通話 &amp; 記録" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": strToU8(
      `${head}<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>`,
    ),
    "xl/sharedStrings.xml": strToU8(`${head}<sst>${strings}</sst>`),
    "xl/styles.xml": strToU8(
      `${head}<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[h]:mm:ss.000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
    ),
    "xl/worksheets/sheet1.xml": strToU8(
      `${head}<x:worksheet xmlns:x="y"><x:sheetData>${rows}</x:sheetData></x:worksheet>`.replace(/<(\/?)x:/g, "<$1"),
    ),
    "xl/worksheets/sheet2.xml": strToU8(`${head}<worksheet><sheetData/></worksheet>`),
  });
}

describe("Excel", () => {
  const strings =
    "<si><t>話者</t><rPh sb='0' eb='2'><t>ワシャ</t></rPh></si><si><t>開始時刻</t></si><si><r><t>発話</t></r><r><rPr/><t>内容</t></r></si>" +
    "<si><t>オペレーター</t></si><si><t xml:space='preserve'>お電話ありがとうございます &lt;録音中&gt;</t></si><si><t>お客様</t></si>";
  const rows =
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="s"><v>2</v></c></row>' +
    `<row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2" s="1"><v>${500 / 86_400_000}</v></c><c r="C2"/><c r="D2" t="s"><v>4</v></c></row>` +
    `<row r="3"><c r="A3" t="s"><v>5</v></c><c r="B3" s="1"><v>${4600 / 86_400_000}</v></c><c r="D3" t="inlineStr"><is><t>はい</t></is></c></row>`;

  it("reads texts without their furigana, and times from parts of a day", () => {
    const result = readOne(workbook(rows, strings));
    expect(result.format).toBe("xlsx");
    expect(lines(result)).toEqual(["agent 500- お電話ありがとうございます <録音中>", "customer 4600- はい"]);
  });

  it("says which columns a sheet lacks", () => {
    const error = errorOf(workbook('<row r="1"><c r="A1"><v>1</v></c></row>', ""));
    expect(error).toMatchObject({ code: "unknown-format", path: "通話 & 記録" });
    expect(error.expected).toContain("話者");
  });
});

describe("tables", () => {
  it("splits calls by their id and takes what stands beside the words", () => {
    const outcomes = read(fixture("japanese.csv"));
    expect(
      outcomes.map((o) =>
        o instanceof KikimimiError
          ? o.code
          : [o.transcript.callId, o.transcript.direction, o.transcript.startedAt, o.transcript.agent?.id],
      ),
    ).toEqual([
      ["c-1", "inbound", "2026-05-12T14:20:00+09:00", "op-3"],
      ["c-2", "outbound", "2026-05-12T15:00:00+09:00", "op-4"],
    ]);
  });

  it("reads a dialogue kept in one cell", () => {
    const outcomes = read(fixture("one-cell.csv"));
    expect(
      outcomes.flatMap((o) =>
        o instanceof KikimimiError ? [] : o.transcript.utterances.map((u) => `${u.speaker} ${u.text}`),
      ),
    ).toEqual([
      "agent お電話ありがとうございます。",
      "customer 聞きたいんですけど。",
      "agent もしもし。",
      "customer はい。",
    ]);
  });

  it("takes columns by the names it is given", () => {
    const table = "誰,なにを,備考\nオペレーター,もしもし,x\nお客様,はい,y\n";
    const columns = { speaker: "誰", text: "なにを" };
    expect(lines(readOne(table, { format: "csv", columns }))).toEqual(["agent - もしもし", "customer - はい"]);
  });

  it("reads quoted cells with commas, quotes and line breaks", () => {
    const table = 'speaker;text\nagent;"はい;""そう""\nです"\ncustomer;ええ\n';
    expect(readOne(table).transcript.utterances[0]?.text).toBe('はい;"そう"\nです');
  });

  it("reads text between tabs in any line ending", () => {
    expect(lines(readOne("話者\t内容\r\nOP\tもしもし\r\n客\tはい\r\n"))).toEqual([
      "agent - もしもし",
      "customer - はい",
    ]);
  });

  it("keeps the words where letters stand for people", () => {
    expect(lines(readOne(fixture("typed-letters.txt")))).toEqual(callWords);
  });
});
