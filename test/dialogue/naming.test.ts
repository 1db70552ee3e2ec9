import { describe, expect, it } from "vitest";
import { cuesOf } from "../../src/dialogue/line.js";
import { callOf } from "./call.js";

async function names(text: string, frame = {}) {
  const call = await callOf({ direction: "outbound", ...frame }, `担:${text}`);
  const line = call.dialogue.lines[0];
  if (!line) throw new Error("no line");
  const said = (name: string) => cuesOf(line, name).map((c) => line.text.slice(c.start, c.end))[0] ?? null;
  return { company: said("names-company"), self: said("names-self") };
}

describe("who the agent says they are", () => {
  it.each([
    ["わたくし、オルテ通信の鈴木と申します。", "オルテ通信", "鈴木"],
    ["お忙しいところすみませんひまわり電力の佐々木ですけども", "ひまわり電力", "佐々木"],
    ["お電話ありがとうございます、さくらカード、カスタマーセンターでございます。", "さくらカード", null],
    ["北都商事いうもんですけど、牡蠣の案内で。", "北都商事", null],
    // Family names that are common words, too, or come apart.
    ["すみか賃貸管理の望月でございます。", "すみか賃貸管理", "望月"],
    ["はい、グリーンパス電力、ご案内窓口の三宅でございます。", "グリーンパス電力", "三宅"],
    ["はなごろもの美川でございます。", "はなごろも", "美川"],
    ["わいどりんくの とがしと申しますけども", null, "とがし"],
    // Without の between the firm, the desk and the person.
    ["お世話になっております ダイレクトファンド 小池です", "ダイレクトファンド", "小池"],
    ["西陵自動車販売の堺店サービス担当杉江と申します", "西陵自動車販売", "杉江"],
    ["みらい電気センターの岡部でーす。", "みらい電気センター", "岡部"],
    ["株式会社やまばと互助会、コールセンターの湊でございます。", "株式会社やまばと互助会", "湊"],
    ["斎藤 和夫と申します。", null, "斎藤 和夫"],
    // Firms that might be people.
    ["株式会社佐藤でございます。", "株式会社佐藤", null],
    ["ネクサリンクと申しますが。", "ネクサリンク", null],
  ])("%s", async (text, company, self) => {
    expect(await names(text)).toEqual({ company, self });
  });

  it.each([
    "田中様のお宅でしょうか。",
    "担当の者でございます。",
    "光回線のご案内です。",
    "警察だと名乗る電話にご注意ください。",
  ])("names nobody: %s", async (text) => {
    expect((await names(text)).self).toBeNull();
  });

  it.each(["はい、受け取り確認センターです。", "ご契約の件です。", "はい、管理部です。"])(
    "names no firm: %s",
    async (text) => {
      expect(await names(text)).toEqual({ company: null, self: null });
    },
  );

  it("takes time in proportion to the text", async () => {
    // Would not end within the time of a test if every 申し were looked back from to the beginning.
    expect((await names("走ると申し".repeat(8_000))).self).toBeNull();
  });

  it("knows the declared names however they are said", async () => {
    const frame = { company: { name: "株式会社みのり", aliases: ["みのりでんき"] }, agent: { name: "土井" } };
    expect(await names("はい、みのりでんき、土井のほうで伺います", frame)).toEqual({
      company: "みのりでんき",
      self: "土井",
    });
  });

  it.each([
    ["株式会社道北エネルギー販売", "道北エネルギーなんですけども、ガスの料金の確認で。", "道北エネルギー"],
    ["ネクストガス湘南（株式会社）", "ねくすとガスの者ですけど。", "ねくすと"],
  ])("knows %s by the beginning of its name: %s", async (name, text, company) => {
    expect((await names(text, { company: { name } })).company).toBe(company);
  });

  it.each([
    ["株式会社北輪プロパン", "ガスのことで回っております渋谷と申しますけれども。"],
    ["株式会社アイ", "あいにく担当が席を外しております。"],
    ["健康診断サポート協会", "先日の健康診断の結果でお電話しました。"],
    ["道北エネルギー販売", "道北エネルギー販売様でしょうか。"],
  ])("does not hear %s in other words: %s", async (name, text) => {
    expect((await names(text, { company: { name } })).company).toBeNull();
  });
});
