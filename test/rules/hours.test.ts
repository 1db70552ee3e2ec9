import { describe, expect, it } from "vitest";
import { Call } from "../../src/call.js";
import type { CallFrame } from "../../src/dialogue/facts.js";
import { overlong, startInJapan } from "../../src/rules/handling-hours.js";
import type { Utterance } from "../../src/transcript/schema.js";
import { plainEngine } from "../dialogue/call.js";

const pitch = "新しい電気のプランがお得です、お申し込みいかがですか。";
const at = (startedAt: string, more: Partial<CallFrame> = {}): CallFrame => ({
  direction: "outbound",
  startedAt,
  ...more,
});

async function found(frame: CallFrame, utterances: Utterance[]): Promise<string[]> {
  const call = new Call(await plainEngine(), frame);
  for (const utterance of utterances) call.push(utterance);
  return call
    .conclude()
    .map(([rule]) => rule.id)
    .filter((id) => id.startsWith("handling/"));
}

const offer: Utterance[] = [{ speaker: "agent", text: pitch }];

describe("hours of a solicitation", () => {
  it.each([
    ["2026-05-12T07:59:59+09:00", true],
    ["2026-05-12T08:00:00+09:00", false],
    ["2026-05-12T20:59:59+09:00", false],
    ["2026-05-12T21:00:00+09:00", true],
    ["2026-05-12T12:00:00Z", true],
    ["2026-05-11T23:00:00Z", false],
  ])("started at %s: %s", async (startedAt, flagged) => {
    expect((await found(at(startedAt), offer)).includes("handling/nuisance-hours")).toBe(flagged);
  });

  it("are the customer's own when the customer set them", async () => {
    const asked: Utterance = { speaker: "customer", text: "夜の九時過ぎにかけてくれって言ったの私だから。" };
    expect(await found(at("2026-05-12T21:30:00+09:00"), [asked, ...offer])).toEqual([]);
  });

  it("do not bind a call that offers nothing, nor one that the customer made", async () => {
    const notice: Utterance[] = [{ speaker: "agent", text: "お忘れ物の件でお電話いたしました。" }];
    expect(await found(at("2026-05-12T22:00:00+09:00"), notice)).toEqual([]);
    expect(await found(at("2026-05-12T22:00:00+09:00", { direction: "inbound" }), offer)).toEqual([]);
  });
});

describe("length of a solicitation", () => {
  const lasting = (endMs: number): Utterance[] => [{ speaker: "agent", text: pitch, startMs: 0, endMs }];

  it("runs past 21:00", async () => {
    const frame = at("2026-05-12T20:50:00+09:00");
    expect(await found(frame, lasting(9 * 60_000))).toEqual([]);
    expect(await found(frame, lasting(11 * 60_000))).toEqual(["handling/overlong"]);
  });

  it("is limited by default and by choice", async () => {
    const frame = at("2026-05-12T14:00:00+09:00");
    expect(await found(frame, lasting(60 * 60_000))).toEqual([]);
    expect(await found(frame, lasting(61 * 60_000))).toEqual(["handling/overlong"]);
    const call = new Call({ ...(await plainEngine()), rules: [overlong(20)] }, frame);
    for (const utterance of lasting(21 * 60_000)) call.push(utterance);
    expect(call.conclude()).toHaveLength(1);
  });
});

it("counts the hour in Japan, whatever the offset", () => {
  expect(startInJapan(at("2026-05-12T00:30:00-05:00"))).toBe(14.5 * 3_600_000);
  expect(startInJapan({ direction: "outbound" })).toBeNull();
});
