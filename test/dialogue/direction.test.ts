import { describe, expect, it } from "vitest";
import { Call } from "../../src/call.js";
import { readCorpus } from "../../src/evaluation/corpus.js";
import { callOf, plainEngine } from "./call.js";

const directionOf = async (...lines: string[]) =>
  (await callOf({ direction: "unknown" }, ...lines)).dialogue.frame.direction;

describe("who called whom", () => {
  it("the company, where it apologises for calling", async () => {
    expect(await directionOf("客:はい、もしもし。", "担:突然のお電話失礼いたします、田中様のお宅でしょうか。")).toBe(
      "outbound",
    );
  });
  it("the customer, where the company thanks for the call", async () => {
    expect(
      await directionOf(
        "担:お電話ありがとうございます、ひばりカードでございます。",
        "客:すみません、カードを止めてほしいんですけど。",
      ),
    ).toBe("inbound");
  });
  it("the customer in return, where they missed a call", async () => {
    expect(await directionOf("担:はい、オルテ通信です。", "客:着信があったのでかけ直したんですけど。")).toBe(
      "callback",
    );
  });
  it("nobody can tell from nothing", async () => {
    expect(await directionOf("担:ええ。")).toBe("unknown");
  });
  it("keeps the direction that was told", async () => {
    const call = await callOf({ direction: "outbound" }, "担:お電話ありがとうございます、ひばりカードでございます。");
    expect(call.dialogue.frame.direction).toBe("outbound");
  });

  it("is right for most labelled calls with the direction hidden, and seldom wrong", async () => {
    const { calls } = readCorpus(["fixtures/corpus/dev"]);
    const engine = await plainEngine();
    let right = 0;
    let wrong = 0;
    for (const { transcript } of calls) {
      const call = new Call(engine, { direction: "unknown" });
      for (const u of transcript.utterances.slice(0, 8)) call.push(u);
      const { direction } = call.dialogue.frame;
      if (direction === transcript.direction) right++;
      else if (direction !== "unknown") wrong++;
    }
    expect(right / calls.length).toBeGreaterThan(0.82);
    expect(wrong / calls.length).toBeLessThan(0.1);
  }, 60_000);
});
