import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadRoleEvidence, roleText } from "../../src/transcript/role-evidence.js";
import { roleOfLabel, rolesOfLetters } from "../../src/transcript/role-words.js";
import { agentScore, inferRoles, inferTurnRoles, swapLikelihood } from "../../src/transcript/roles.js";

const yaml = readFileSync(new URL("../../dictionaries/roles.yaml", import.meta.url), "utf8");
const evidence = loadRoleEvidence(yaml);
const entries = (parse(yaml) as { phrases: { match: string; weight: number; examples: string[]; not?: string[] }[] })
  .phrases;

describe("role evidence", () => {
  it.each(entries.map((entry, i) => [i, entry] as const))(
    "phrase %i matches its examples and none of its counter-examples",
    (i, entry) => {
      const pattern = evidence.phrases[i]?.pattern ?? /$^/;
      for (const example of entry.examples) expect(roleText(example)).toMatch(pattern);
      for (const example of entry.not ?? []) expect(roleText(example)).not.toMatch(pattern);
    },
  );

  it.each([
    ["お電話ありがとうございます。あおば通信の佐藤でございます。", 1],
    ["かしこまりました。少々お待ちください。", 1],
    ["確 認 い た し ま す", 1],
    ["料金のことで聞きたいんですけど。", -1],
    ["えっ、なんでうちの番号知ってるんですか。", -1],
    ["Thank you for calling, how can I help you?", 1],
    ["I'm calling about my bill.", -1],
  ])("%s", (text, sign) => {
    expect(Math.sign(agentScore(text, 0, evidence))).toBe(sign);
  });

  it("reads widths alike, and long texts like short ones", () => {
    expect(agentScore("ご案内いたします\uff61", 9, evidence)).toBe(agentScore("ご案内いたします。", 9, evidence));
    const long = "お客様のお名前をお電話で確認の".repeat(20_000);
    expect(agentScore(long, 9, evidence)).toBeGreaterThan(1);
  });

  it("names the entry at fault", () => {
    expect(() => loadRoleEvidence({ version: 1, phrases: [{ match: "(", weight: 1, examples: ["x"] }] })).toThrow(
      /phrases\[0\]\.match/,
    );
    expect(() => loadRoleEvidence({ version: 1, phrases: [{ match: "x" }] })).toThrow(/phrases\[0\]/);
  });
});

describe("inference", () => {
  const turns = [
    { label: "1", text: "はい、もしもし。" },
    { label: "0", text: "お忙しいところ恐れ入ります。みどり生命の田中と申します。" },
    { label: "1", text: "うちはいりません。" },
    { label: "0", text: "本日は保険のご案内でお電話いたしました。" },
  ];

  it("does not depend on who speaks first or on the names", () => {
    expect(inferRoles(turns, evidence).roles).toEqual({ 0: "agent", 1: "customer" });
    expect(inferRoles(turns.slice(1), evidence).roles).toEqual({ 0: "agent", 1: "customer" });
  });

  it("is less sure of less", () => {
    const little = [
      { label: "a", text: "明日です。" },
      { label: "b", text: "明日ですね。" },
    ];
    expect(inferRoles(little, evidence).confidence).toBeLessThan(0.7);
    expect(inferRoles(turns, evidence).confidence).toBeGreaterThan(0.9);
  });

  it("keeps what is known", () => {
    expect(inferRoles(turns, evidence, { 1: "customer" }).roles).toEqual({ 0: "agent", 1: "customer" });
  });

  it("tells the two sides of one stream, never surely", () => {
    const { roles, confidence } = inferTurnRoles(
      turns.map((turn) => turn.text),
      evidence,
    );
    expect(roles).toEqual(["customer", "agent", "customer", "agent"]);
    expect(confidence).toBeLessThanOrEqual(0.5);
  });

  it("finds an exchange of sides, and calls even what it cannot compare", () => {
    const speakers = turns.map((turn) => ({
      speaker: turn.label === "0" ? ("agent" as const) : ("customer" as const),
      text: turn.text,
    }));
    const other = speakers.map((u) => ({
      ...u,
      speaker: u.speaker === "agent" ? ("customer" as const) : ("agent" as const),
    }));
    expect(swapLikelihood(speakers, evidence)).toBeLessThan(0.1);
    expect(swapLikelihood(other, evidence)).toBeGreaterThan(0.9);
    expect(
      swapLikelihood(
        speakers.filter((u) => u.speaker === "agent"),
        evidence,
      ),
    ).toBe(0.5);
  });
});

describe("labels that say the role", () => {
  it.each([
    ["AGENT", "agent"],
    ["HUMAN_AGENT", "agent"],
    ["Agent 2", "agent"],
    ["Agent Mike", "agent"],
    ["オペレーター\uff11", "agent"],
    ["担当(田中)", "agent"],
    ["\uff2f\uff30", "agent"],
    ["END_USER", "customer"],
    ["お客様A", "customer"],
    ["顧客", "customer"],
    ["AUTOMATED_AGENT", "system"],
    ["音声ガイダンス", "system"],
    ["spk_0", undefined],
    ["話者1", undefined],
    ["A", undefined],
    ["田中", undefined],
  ])("%s: %s", (label, role) => {
    expect(roleOfLabel(label)).toBe(role);
  });

  it("reads letters in pairs", () => {
    expect(rolesOfLetters(["A", "C"])).toEqual({ A: "agent", C: "customer" });
    expect(rolesOfLetters(["A", "B"])).toEqual({});
  });
});
