import { expect, test } from "vitest";
import { markdownWriter, plain } from "../../src/report/markdown.js";
import { hostileCall, powerCall, properCall, texts } from "../element/calls.js";

const write = (call: typeof powerCall, ...options: Parameters<typeof markdownWriter>) => {
  const writer = markdownWriter(...options);
  return writer.start() + writer.call(call.transcript, call.report) + writer.end();
};

test("a call reads as a ticket: risk, each finding with quote, evidence, advice and law", () => {
  const text = write(powerCall, "ja", texts);
  expect(text).toContain("### 通話 T-20260512-0147\n");
  expect(text).toContain("リスク: **重大** (91/100) · 発信 · 2026年5月12日(火) 14:20 · 三枝 悠");
  expect(text).toContain("#### 高 – 断られた後の勧誘の継続 (発話 5 0:25)");
  expect(text).toContain("> この金額でご案内できるのは本日までで、残り三枠なんですよ。");
  expect(text).toContain("- 根拠: お客様のお断り 「今のままで結構です」 (発話 4) / 勧誘 「ご案内」 (発話 5)");
  expect(text).toContain("- 関係法令: 特定商取引法第17条");
  expect(text).toContain("できていない確認事項: 勧誘目的の告知 / お断りの受け入れ");
});

test("a clean call says so, in the language asked for", () => {
  expect(write(properCall)).toContain("指摘はありません。");
  expect(write(properCall, "en")).toContain("No findings.");
});

test("words from the call are no markup, address, mention or line", () => {
  const text = write(hostileCall, "ja", texts);
  expect(text).not.toMatch(/(?<!\\)<|[\u2028\u2029\u202a-\u202e\u0000-\u0009]/u);
  expect(plain("**太字** [x](http://a.invalid) ![i](y) `c` | 表\n# 見出し")).toBe(
    "\\*\\*太字\\*\\* \\[x\\](http:\u2060//a.invalid) !\\[i\\](y) \\`c\\` \\| 表 \\# 見出し",
  );
  expect(plain("@taro と www.a.invalid")).toBe("@\u2060taro と www.\u2060a.invalid");
});
