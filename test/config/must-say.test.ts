import { beforeAll, describe, expect, it } from "vitest";
import { mustSayDictionary } from "../../src/config/must-say.js";
import { presets } from "../../src/config/presets.js";
import { type MustSay, Settings, type SettingsInput } from "../../src/config/schema.js";
import { settle } from "../../src/config/settle.js";
import { builtinDictionaries } from "../../src/dictionary/builtin-node.js";
import { checkDictionaries } from "../../src/dictionary/compile.js";
import type { Tokenizer } from "../../src/language/index.js";
import { builtinModel } from "../../src/model/load-node.js";
import { type Analyzer, analyzerOf, engineOf } from "../../src/pipeline.js";
import type { Transcript, Utterance } from "../../src/transcript/schema.js";
import { say } from "../dialogue/call.js";
import { sharedTokenizer } from "../engine.js";

let tokenizer: Tokenizer;
const dictionaries = builtinDictionaries();
const model = builtinModel();
beforeAll(async () => {
  tokenizer = await sharedTokenizer();
});
const analyzer = (settings: SettingsInput): Analyzer =>
  analyzerOf(engineOf({ tokenizer, dictionaries, model, own: { settings } }), "ja");

const recording = (more: Partial<MustSay> = {}): SettingsInput => ({
  mustSay: [{ id: "notice", title: "録音の案内", phrases: ["録音(しております|いたします|させていただく)"], ...more }],
});
/** Whether the item passed, and whether there is a finding. */
function outcome(settings: SettingsInput, utterances: Utterance[], more: Partial<Transcript> = {}) {
  const report = analyzer(settings).analyze({ callId: "1", direction: "outbound", ...more, utterances });
  const check = report.checklist.find((c) => c.id === "custom/notice");
  return [check?.passed, report.findings.some((f) => f.ruleId === "custom/notice"), check?.utteranceIndex];
}
const said = "担: この通話は録音しております。";
const hello = "担: 凪野商会の佐伯と申します。";
const yes = "客: はい。";

describe("what must be said", () => {
  it("passes when it is said, and is a finding of the call when it is not", () => {
    expect(outcome(recording(), say(hello, yes, said))).toEqual([true, false, 2]);
    expect(outcome(recording(), say(hello, yes))).toEqual([false, true, null]);
  });

  it("is not said by denying it, nor by the customer", () => {
    expect(outcome(recording(), say("担: 通話は録音しておりません。", yes))[0]).toBe(false);
    expect(outcome(recording(), say(hello, "客: 録音していますか。"))[0]).toBe(false);
  });

  it("is due within the first lines of the agent; a call that ended before owes nothing", () => {
    const by = { lines: 2 };
    expect(outcome(recording({ by }), say(hello, yes, said))[0]).toBe(true);
    expect(outcome(recording({ by }), say(hello, yes, hello, said))).toEqual([false, true, 3]);
    expect(outcome(recording({ by }), say(hello, yes))[0]).toBe(null);
  });

  it("is due within seconds, where the call has times", () => {
    const by = { seconds: 10 };
    const timed = (...starts: number[]) =>
      say(hello, said).map((u, i) => ({
        ...u,
        startMs: (starts[i] ?? 0) * 1000,
        endMs: (starts[i] ?? 0) * 1000 + 900,
      }));
    expect(outcome(recording({ by }), timed(0, 10))[0]).toBe(true);
    expect(outcome(recording({ by }), timed(0, 11))).toEqual([false, true, 1]);
    expect(outcome(recording({ by }), say(hello, said))[0]).toBe(null);
    expect(outcome(recording({ by }), timed(0, 11).slice(0, 1))[0]).toBe(null);
  });

  it("is due before the pitch, where there is one", () => {
    const by = "pitch";
    const pitch = "担: 新しい電気のプランがお得です、お申し込みいかがですか。";
    expect(outcome(recording({ by }), say(said, yes, pitch))[0]).toBe(true);
    expect(outcome(recording({ by }), say(pitch, yes, said))).toEqual([false, true, 2]);
    expect(outcome(recording({ by }), say(hello, yes))[0]).toBe(null);
    expect(outcome(recording({ by }), say(pitch, yes), { direction: "inbound" })[0]).toBe(null);
  });

  it("is due where the customer agrees, on calls of some directions or industries only", () => {
    const pitch = "担: 新しい電気のプランがお得です、お申し込みいかがですか。";
    expect(outcome(recording({ when: "agreement" }), say(pitch, "客: はい、申し込みます。"))[0]).toBe(false);
    expect(outcome(recording({ when: "agreement" }), say(pitch, "客: いりません。"))[0]).toBe(null);
    expect(outcome(recording({ directions: ["inbound"] }), say(hello, yes))[0]).toBe(null);
    expect(outcome(recording({ industries: ["telecom"] }), say(hello, yes))[0]).toBe(null);
    expect(outcome(recording({ industries: ["telecom"] }), say(hello, yes), { industry: "光回線" })[0]).toBe(false);
  });

  it("may be an act or a cue that is known already", () => {
    const named = recording({ phrases: [], cues: ["names-company"] });
    expect(outcome(named, say(hello, yes))[0]).toBe(true);
    expect(outcome(named, say("担: もしもし。", yes))[0]).toBe(false);
  });

  it("is a rule: it can be off, and then is on no checklist", () => {
    expect(outcome({ ...recording(), rules: { "custom/notice": "off" } }, say(hello, yes))).toEqual([
      undefined,
      false,
      undefined,
    ]);
  });
});

describe("presets", () => {
  it.each(Object.entries(presets))("%s fits, and its examples hold", (_, preset) => {
    const { mustSay } = Settings.parse(preset);
    expect(() => settle([], dictionaries, { settings: preset })).not.toThrow();
    expect(checkDictionaries([mustSayDictionary(mustSay)], (text) => tokenizer.tokenize(text))).toEqual([]);
    // What is said in words has examples; cues have their own.
    for (const item of mustSay) expect(item.phrases.length === 0 || item.match.length > 0).toBe(true);
  });

  it.each(
    Object.values(presets)
      .flatMap((p) => p.mustSay ?? [])
      .flatMap((m) => m.cues ?? []),
  )("the cue %s exists", (cue) => {
    const known = new Set([
      ...dictionaries.flatMap((d) => Object.keys(d.cues)),
      "names-company",
      "states-sales-purpose",
    ]);
    expect(known).toContain(cue);
  });
});
