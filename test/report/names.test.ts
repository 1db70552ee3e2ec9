import { expect, test } from "vitest";
import { agentActs, customerActs } from "../../src/dialogue/acts.js";
import { noFacts } from "../../src/dialogue/facts.js";
import { builtinDictionaries } from "../../src/dictionary/builtin-node.js";
import { nameOfCue } from "../../src/report/names.js";
import { reviewTexts } from "../../src/report/texts.js";

const texts = reviewTexts([], builtinDictionaries());

test("in Japanese every built-in cue is called by what it means", () => {
  const names = builtinDictionaries().flatMap((d) => Object.keys(d.cues));
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter((name) => !/[ぁ-んァ-ヶ一-龠]/u.test(nameOfCue(name, texts, "ja")))).toEqual([]);
});

test("in English every built-in cue reads as words, and none as Japanese", () => {
  for (const { cues } of builtinDictionaries())
    for (const name of Object.keys(cues)) expect(nameOfCue(name, texts, "en")).toMatch(/^[a-z][A-Za-z0-9 :'’]*$/u);
  expect(nameOfCue("handling.no-supervisor", texts, "en")).toBe("handling: no supervisor");
  expect(nameOfCue("identifier.birthdate", texts, "en")).toBe("identifier: birthdate");
  expect(nameOfCue("identifier", texts, "en")).toBe("identifier");
});

test("every fact and every act has a name in both languages", () => {
  for (const fact of [...Object.keys(noFacts), ...agentActs, ...customerActs])
    for (const locale of ["ja", "en"] as const) expect(nameOfCue(`fact:${fact}`, {}, locale)).not.toContain("fact:");
});

test("a dictionary of one's own may bring an English name, and an odd cue is shown as it is", () => {
  expect(nameOfCue("own", { cues: { own: { ja: "自社の", en: "ours" } } }, "en")).toBe("ours");
  expect(nameOfCue("constructor", {}, "ja")).toBe("constructor");
  expect(nameOfCue("strange:thing", {}, "en")).toBe("strange:thing");
});
