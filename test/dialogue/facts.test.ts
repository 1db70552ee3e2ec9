import { describe, expect, it } from "vitest";
import { callOf } from "./call.js";

const factsOf = async (direction: "outbound" | "inbound" | "callback", ...lines: string[]) =>
  (await callOf({ direction }, ...lines)).dialogue.facts;

const offer = "担:光回線のお得なプランのご案内です、お切り替えになりませんか。";

describe("a refusal", () => {
  it.each([
    "いりません。",
    "うちはもう間に合ってますから。",
    "もうかけてこないでもらえますか。",
    "興味ないんで",
    "いらんわ",
  ])("stands after %s", async (no) => {
    expect((await factsOf("outbound", offer, `客:${no}`)).refusal).toBe(1);
  });

  it.each([
    "ちょっと考えさせてください。",
    "主人に相談してみます。",
    "今忙しいので。",
    "はい、はい。",
    "へえ、そうなんですか。",
  ])("is not %s", async (line) => {
    expect((await factsOf("outbound", offer, `客:${line}`)).refusal).toBeNull();
  });

  it("is reopened by a question about the offer, and remembered", async () => {
    const facts = await factsOf(
      "outbound",
      offer,
      "客:いりません。",
      "担:そうですか。",
      "客:ちなみに月々いくらになるんですか。",
    );
    expect(facts.refusal).toBeNull();
    expect(facts.firstRefusal).toBe(1);
  });

  it("takes back an earlier yes", async () => {
    const facts = await factsOf(
      "outbound",
      offer,
      "客:じゃあ申し込みます。",
      "担:承知しました。",
      "客:やっぱりやめます、お断りします。",
    );
    expect(facts.consent).toBeNull();
  });

  it("needs an offer where the customer called", async () => {
    expect(
      (await factsOf("inbound", "担:お電話ありがとうございます。", "客:領収書はもういりません。")).refusal,
    ).toBeNull();
  });
});

describe("consent", () => {
  it("is a yes after an offer", async () => {
    expect((await factsOf("outbound", offer, "客:じゃあ、それで申し込みます。")).consent).toBe(1);
  });

  it.each(["先月よそで申し込みました。", "申し込むとは言っていません。"])("is not %s", async (line) => {
    expect((await factsOf("outbound", offer, `客:${line}`)).consent).toBeNull();
  });
});

it("closes the question who is calling once a firm is named", async () => {
  const asked = await factsOf("outbound", "担:お得なお話です。", "客:どちら様ですか。");
  expect(asked.askedIdentity).toBe(1);
  const told = await factsOf(
    "outbound",
    "担:お得なお話です。",
    "客:どちら様ですか。",
    "担:オルテ通信の鈴木と申します。",
  );
  expect(told.askedIdentity).toBeNull();
});
