import { describe, expect, it } from "vitest";
import { isCallLevel } from "../../src/evaluation/score.js";
import { rules } from "../../src/rules/index.js";
import { say } from "../dialogue/call.js";
import { testAnalyzer } from "../engine.js";

const analyzer = testAnalyzer();

/** The categories that the analyser, weights and all, finds in the last line. */
async function found(...lines: string[]): Promise<string[]> {
  const { findings } = (await analyzer).analyze({
    callId: "1",
    direction: "outbound",
    utterances: say(...lines),
  });
  return findings.filter((f) => f.utteranceIndex === lines.length - 1).map((f) => f.category);
}

const spoken = (example: string) => example.split(" / ").map((l) => (/^[客担]:/u.test(l) ? l : `担:${l}`));

// The weights come from whole calls. A reader's first try is a line or two, and there they must hold as well.
describe("plain faults with hardly a call around them", () => {
  it.each([
    ["personal-data", "担:生年月日を教えていただけますか。"],
    ["personal-data", "担:もしもし、ソラノ通信の田中です。", "客:はい。", "担:お名前とご住所をお願いできますか。"],
    ["dismissive", "客:これ、詐欺じゃないんですか。", "担:お疑いでしたら切っていただいて結構です。"],
    ["dismissive", "客:どちらの会社ですか。", "担:社名については、会社の決まりでお答えできません。"],
    ["unverifiable-claim", "担:必ず儲かりますので、ご安心ください。"],
    ["pressure", "客:ちょっと考えさせてください。", "担:本日の受付分までのお値段なんです。"],
  ])("are found: %s", async (category, ...lines) => {
    expect(await found(...lines)).toContain(category);
  });

  it("are found nearly always where rules name them as examples", async () => {
    const missed: string[] = [];
    let all = 0;
    for (const { id, category, text } of rules)
      for (const example of isCallLevel(id) ? [] : text.flags) {
        all++;
        if (!(await found(...spoken(example))).includes(category)) missed.push(`${id}: ${example}`);
      }
    expect(all).toBeGreaterThan(90);
    expect(missed.length, missed.join("\n")).toBeLessThan(all / 10);
  });
});

describe("the declared company", () => {
  const opening = async (self: string) => {
    const { findings } = (await analyzer).analyze({
      callId: "1",
      direction: "outbound",
      company: { name: "株式会社ほくせいビジョン" },
      utterances: say(
        `担:お世話になっております。テレビの映りの件で順番にご連絡しております、${self}と申します。`,
        "客:テレビの映り?",
        "担:はい。いまのアンテナのままですと、四月からは何も映らなくなってまいります。",
        "客:へえ、それで。",
        "担:私どもの光テレビにお替えいただければ、工事費は無料です。いかがでしょうか。",
        "客:いりません。",
      ),
    });
    return findings.map((f) => f.ruleId);
  };

  it("is missed where the agent never names it, and not where they do", async () => {
    expect(await opening("伊藤")).toContain("disclosure/no-company");
    expect(await opening("ほくせいビジョンの伊藤")).not.toContain("disclosure/no-company");
  });
});
