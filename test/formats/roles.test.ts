import { describe, expect, it, vi } from "vitest";
import type { KikimimiError } from "../../src/errors.js";
import type { ReadOutcome, readEach } from "../../src/formats/index.js";
import { codes, fixture, lines, readOne, said } from "./fixtures.js";

const swapped = JSON.stringify({
  Transcript: [
    { ParticipantId: "CUSTOMER", Content: said.greeting, BeginOffsetMillis: 0 },
    { ParticipantId: "AGENT", Content: said.question, BeginOffsetMillis: 4000 },
    { ParticipantId: "CUSTOMER", Content: said.name, BeginOffsetMillis: 7000 },
    { ParticipantId: "AGENT", Content: said.answer, BeginOffsetMillis: 9000 },
    { ParticipantId: "SYSTEM", Content: "通話が終了しました", BeginOffsetMillis: 9500 },
  ],
});

describe("roles", () => {
  it("follow the map before anything else", () => {
    const result = readOne(fixture("transcribe-speakers.json"), { agentLabels: ["spk_1"] });
    expect(result.transcript.utterances.map((u) => u.speaker)).toEqual(["customer", "agent", "customer", "agent"]);
    expect(result.roles).toMatchObject({ source: "map", labels: { spk_0: "customer", spk_1: "agent" } });
    // What the user says is doubted, not overruled.
    expect(codes(result)).toContain("roles-swapped");
    expect(
      readOne(fixture("transcribe-speakers.json"), { agentLabels: ["spk_1"], repairRoles: true }).roles.repaired,
    ).toBeUndefined();
  });

  it.each([[{ labels: { spk_0: "agent", spk_1: "customer" } as const }], [{ customerLabels: ["spk_1"] }]])(
    "follow %j",
    (options) => {
      const result = readOne(fixture("transcribe-speakers.json"), options);
      expect(result.roles).toEqual({ source: "map", confidence: 1, labels: { spk_0: "agent", spk_1: "customer" } });
    },
  );

  it("that are exchanged are reported, and left", () => {
    const result = readOne(swapped);
    expect(result.transcript.utterances[0]?.speaker).toBe("customer");
    expect(codes(result)).toContain("roles-swapped");
    expect(result.roles.swapConfidence).toBeGreaterThan(0.9);
  });

  it("are put right only where that is asked for; the system's stay", () => {
    const result = readOne(swapped, { repairRoles: true });
    expect(result.transcript.utterances.map((u) => u.speaker)).toEqual([
      "agent",
      "customer",
      "agent",
      "customer",
      "system",
    ]);
    expect(result.roles).toMatchObject({ repaired: true, labels: { CUSTOMER: "agent", AGENT: "customer" } });
    expect(codes(result)).toContain("roles-repaired");
  });

  it("that are right are not doubted", () => {
    expect(codes(readOne(fixture("contact-lens-bare.json")))).toEqual([]);
  });

  it("of a call handed on: both agents are agents", () => {
    const text = `話者1:${said.greeting}\n話者2:${said.question}\n話者1:担当者に代わりますので、少々お待ちください。\n話者3:お電話代わりました。料金担当の高橋と申します。\n話者2:${said.answer}`;
    expect(readOne(text).roles.labels).toEqual({ 話者1: "agent", 話者2: "customer", 話者3: "agent" });
  });

  it("of a machine's announcement are the system's", () => {
    const text = `自動音声:この通話は録音されます。\nオペレーター:${said.greeting}\nお客様:${said.question}`;
    expect(readOne(text).transcript.utterances.map((u) => u.speaker)).toEqual(["system", "agent", "customer"]);
  });

  it("of the one unknown voice beside a known one are the other side's", () => {
    const text = `鈴木:${said.greeting}\nお客様:${said.question}\n鈴木:${said.name}`;
    expect(readOne(text).roles).toMatchObject({ source: "inferred", confidence: 0.95, labels: { 鈴木: "agent" } });
  });

  it("speak the chosen language in warnings", () => {
    expect(readOne(swapped, { locale: "en" }).warnings[0]?.message).toMatch(/exchanged/);
    expect(readOne(swapped).warnings[0]?.message).toMatch(/入れ替わっ/);
  });

  it("leave words and times alone", () => {
    const words = (result: ReturnType<typeof readOne>): string[] =>
      lines(result).map((line) => line.replace(/^\w+ /, ""));
    expect(words(readOne(swapped, { repairRoles: true }))).toEqual(words(readOne(swapped)));
  });
});

describe("direction", () => {
  it("is the file's, else the option's", () => {
    expect(readOne(fixture("genesys.json"), { direction: "outbound" }).transcript.direction).toBe("inbound");
    expect(readOne(fixture("deepgram.json"), { direction: "outbound" }).transcript.direction).toBe("outbound");
    expect(readOne(fixture("deepgram.json")).transcript.direction).toBeUndefined();
  });
});

describe("without a file system", () => {
  it("reads what names its speakers, says what was not checked, and asks for evidence where it is needed", async () => {
    vi.resetModules();
    const builtin = process.getBuiltinModule;
    try {
      Object.assign(process, { getBuiltinModule: undefined });
      const fresh = (await import("../../src/formats/index.js")) as { readEach: typeof readEach };
      const [named] = fresh.readEach(fixture("contact-lens-bare.json")) as Iterable<ReadOutcome>;
      expect(named).toMatchObject({ format: "contact-lens", warnings: [{ code: "swap-unchecked" }] });
      const [unnamed] = fresh.readEach(fixture("deepgram.json")) as Iterable<ReadOutcome>;
      expect((unnamed as KikimimiError).code).toBe("dictionary-load");
    } finally {
      Object.assign(process, { getBuiltinModule: builtin });
      vi.resetModules();
    }
  });
});
