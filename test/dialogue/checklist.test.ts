import { expect, it } from "vitest";
import { type Check, checklistItems, checklistOf } from "../../src/dialogue/checklist.js";
import { callOf } from "./call.js";

const check = async (direction: "outbound" | "inbound", ...lines: string[]) => {
  const list = checklistOf((await callOf({ direction }, ...lines)).dialogue);
  return (id: Check["id"]) => list.find((c) => c.id === id);
};

it("lists every item once, in order", async () => {
  const call = await callOf({ direction: "inbound" }, "担:お電話ありがとうございます。");
  expect(checklistOf(call.dialogue).map((c) => c.id)).toEqual([...checklistItems]);
});

it("passes what was said before the soliciting began, and where", async () => {
  const of = await check(
    "outbound",
    "担:オルテ通信の鈴木と申します、光回線の勧誘のお電話です。",
    "客:はい。",
    "担:お得なプランがございます、お切り替えになりませんか。",
  );
  for (const id of ["company-named", "agent-named", "purpose-stated", "product-stated"] as const)
    expect(of(id)).toEqual({ id, passed: true, utteranceIndex: 0 });
});

it("fails a refusal that the agent talks over, at the line that does", async () => {
  const of = await check(
    "outbound",
    "担:オルテ通信の鈴木です、光回線のお切り替えになりませんか。",
    "客:いりません。",
    "担:お得なプランですから、一度お試しになってみませんか。",
  );
  expect(of("refusal-honoured")).toEqual({ id: "refusal-honoured", passed: false, utteranceIndex: 2 });
});

it("passes a refusal that is accepted", async () => {
  const of = await check(
    "outbound",
    "担:オルテ通信の鈴木です、光回線のお切り替えになりませんか。",
    "客:いりません。",
    "担:承知いたしました、失礼いたします。",
  );
  expect(of("refusal-honoured")).toEqual({ id: "refusal-honoured", passed: true, utteranceIndex: 2 });
});

it("leaves out what does not apply", async () => {
  const of = await check("inbound", "担:お電話ありがとうございます。", "客:住所変更をお願いします。");
  for (const id of checklistItems) expect(of(id)?.passed).toBeNull();
});

it("asks whether a supervisor was offered when asked for", async () => {
  const offered = await check("inbound", "客:責任者を出してください。", "担:責任者に代わりますので、お待ちください。");
  expect(offered("supervisor-offered")?.passed).toBe(true);
  const refused = await check("inbound", "客:責任者を出してください。", "担:あいにく責任者は外出しております。");
  expect(refused("supervisor-offered")?.passed).toBe(false);
});
