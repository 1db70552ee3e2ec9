import { type Act, agentActs } from "../dialogue/acts.js";
import type { Check } from "../dialogue/checklist.js";
import type { Dictionary } from "../dictionary/load.js";
import { has } from "../rules/combine.js";
import { industryOf } from "../rules/industry.js";
import { localized, ownProvision } from "../rules/phrase-rule.js";
import { type Dialogue, does, type Localized, type ReadLine, type Reason, type Rule } from "../rules/rule.js";
import type { MustSay } from "./schema.js";

/** The dictionary cue that an item's own phrases give. */
const cueOf = (id: string) => `must-say.${id}`;

/** The items' phrases as a dictionary. */
export function mustSayDictionary(items: readonly MustSay[]): Dictionary {
  const worded = items.filter((item) => item.phrases.length);
  return {
    name: "mustSay",
    cues: Object.fromEntries(
      worded.map(({ id, title, phrases, match, ignore }) => [
        cueOf(id),
        {
          about: localized(title).ja,
          speaker: "agent" as const,
          entries: [{ phrases, match, ignore, fuzzy: false }],
        },
      ]),
    ),
  };
}

/** How sure one is that what no phrase found was not said. */
const UNSAID = 0.8;

/** The rule that sees to an item: a line of the checklist, and a finding where it fails. */
export function mustSayRule(item: MustSay): Rule {
  const title = localized(item.title);
  const due = dueWords(item.by);
  return {
    id: `custom/${item.id}`,
    category: "custom",
    severity: item.severity,
    text: {
      title,
      message: {
        ja: `${due.ja}「${title.ja}」を言っていません。`,
        en: `“${title.en}” was not said ${due.en}.`,
      },
      advice: item.advice
        ? localized(item.advice)
        : { ja: `${due.ja}「${title.ja}」を伝えます。`, en: `Say “${title.en}” ${due.en}.` },
      flags: [],
      clean: item.match,
    },
    legalBasis: item.legalBasis.map(ownProvision),
    conclude(dialogue) {
      const { passed, reasons } = judge(item, dialogue);
      return passed === false ? { utteranceIndex: null, span: null, confidence: UNSAID, reasons } : null;
    },
    check(dialogue): Check {
      const { passed, at } = judge(item, dialogue);
      return { id: `custom/${item.id}`, title, passed, utteranceIndex: at };
    },
  };
}

function dueWords(by: MustSay["by"]): Localized {
  if (by === "pitch") return { ja: "勧誘を始める前に", en: "before the pitch" };
  if (by === "end") return { ja: "通話の終わりまでに", en: "by the end of the call" };
  return "lines" in by
    ? { ja: `担当者の最初の${by.lines}発話のうちに`, en: `within the agent's first ${by.lines} lines` }
    : { ja: `通話の始めから${by.seconds}秒のうちに`, en: `within the first ${by.seconds} seconds` };
}

interface Judgement {
  /** Null: does not apply, or the call was over before it was due. */
  passed: boolean | null;
  /** Where it was said, in time or late; else what made it due. */
  at: number | null;
  reasons: Reason[];
}

const notDue: Judgement = { passed: null, at: null, reasons: [] };

function judge(item: MustSay, dialogue: Dialogue): Judgement {
  const { frame, facts, lines } = dialogue;
  const { directions, industries, when, by } = item;
  if (directions && !directions.includes(frame.direction)) return notDue;
  if (industries && !industries.includes(industryOf(frame.industry))) return notDue;
  const soliciting = facts.pitch !== null && frame.direction !== "inbound";
  if ((when === "solicitation" || by === "pitch") && !soliciting) return notDue;
  if (when === "agreement" && facts.consent === null) return notDue;

  const agent = lines.filter((l) => l.speaker === "agent");
  const said = agent.find((l) => says(l, item));
  const cause = when === "agreement" ? facts.consent : by === "pitch" ? facts.pitch : null;
  const passed = inTime(by, dialogue, agent, said);
  if (passed === null) return notDue;
  const at = said?.index ?? cause;
  const place = at === null ? undefined : lines[at];
  const cue = said ? cueOf(item.id) : `fact:${when === "agreement" ? "consent" : "pitch"}`;
  return {
    passed,
    at,
    reasons: place ? [{ utteranceIndex: place.index, span: { start: 0, end: place.text.length }, cue }] : [],
  };
}

const says = (line: ReadLine, item: MustSay): boolean =>
  (item.phrases.length > 0 && has(line, cueOf(item.id))) ||
  item.cues.some((cue) => (isAct(cue) ? does(line, cue) : has(line, cue)));

const isAct = (name: string): name is Act => agentActs.some((act) => act === name);

/** Null where the call does not tell: it ended before the item was due, or has no times. */
function inTime(
  by: MustSay["by"],
  { facts, lines }: Dialogue,
  agent: readonly ReadLine[],
  said: ReadLine | undefined,
): boolean | null {
  if (by === "pitch") return said !== undefined && said.index <= (facts.pitch as number);
  // A call that nobody answered owes nothing.
  if (by === "end") return said ? true : agent.length && lines.some((l) => l.speaker === "customer") ? false : null;
  if ("lines" in by) {
    if (said) return agent.indexOf(said) < by.lines;
    return agent.length >= by.lines ? false : null;
  }
  if (said) return said.startMs === undefined ? null : said.startMs <= by.seconds * 1000;
  const last = Math.max(-1, ...lines.map((l) => l.endMs ?? l.startMs ?? -1));
  return last > by.seconds * 1000 ? false : null;
}
