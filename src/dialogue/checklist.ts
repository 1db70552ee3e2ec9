import type { Act } from "./acts.js";
import { type Dialogue, does, type ReadLine } from "./facts.js";
import { cuesOf } from "./line.js";

/** What a supervisor ticks off, call by call. */
export const checklistItems = [
  "company-named",
  "agent-named",
  "purpose-stated",
  "product-stated",
  "refusal-honoured",
  "source-explained",
  "recording-announced",
  "supervisor-offered",
  "written-terms-offered",
] as const;

export interface Check {
  /** One of {@link checklistItems}, or `custom/…`. */
  id: string;
  /** What it is called, where it is not one of ours. */
  title?: { ja: string; en: string };
  /** Null: does not apply to this call. */
  passed: boolean | null;
  /** The utterance that decided it. */
  utteranceIndex: number | null;
}

/** Goes through the checklist when the call is over. */
export function checklistOf(dialogue: Dialogue): Check[] {
  const { lines, facts, frame } = dialogue;
  const agent = lines.filter((l) => l.speaker === "agent");
  // Who says that it is a sales call solicits, even where no pitch is made out.
  const soliciting = (facts.pitch ?? facts.purposeStated) !== null && frame.direction !== "inbound";
  const before = facts.pitch ?? lines.length;
  const told = (id: Check["id"], act: Act): Check => {
    if (!soliciting) return { id, passed: null, utteranceIndex: null };
    const line = agent.find((l) => does(l, act));
    const inTime = line !== undefined && line.index <= before;
    return { id, passed: inTime, utteranceIndex: line?.index ?? facts.pitch ?? facts.purposeStated };
  };
  return [
    told("company-named", "names-company"),
    told("agent-named", "names-self"),
    told("purpose-stated", "states-sales-purpose"),
    told("product-stated", "states-product"),
    refusalHonoured(dialogue),
    answered("source-explained", lines, "ask-source", (l) => cuesOf(l, "explains-source").length > 0),
    recording(agent, soliciting, facts.recordingAnnounced),
    answered("supervisor-offered", lines, "ask-supervisor", (l) => does(l, "offers-supervisor")),
    writtenTerms(agent, facts.pitch === null ? null : facts.consent),
  ];
}

/** Passed when the agent does not solicit again while the customer's no stands. */
function refusalHonoured({ lines, facts }: Dialogue): Check {
  const id = "refusal-honoured";
  if (facts.firstRefusal === null) return { id, passed: null, utteranceIndex: null };
  let standing = false;
  let accepted: number | null = null;
  for (const line of lines) {
    if (line.speaker === "customer") {
      if (does(line, "refusal")) standing = true;
      else if (does(line, "asks-about-offer") || does(line, "consent")) standing = false;
    } else if (line.speaker === "agent" && standing) {
      if (does(line, "accepts-refusal")) accepted = line.index;
      else if (does(line, "pitch")) return { id, passed: false, utteranceIndex: line.index };
    }
  }
  return { id, passed: true, utteranceIndex: accepted ?? facts.firstRefusal };
}

/** Did the agent's next two lines after a question of the customer do what was asked for? */
function answered(
  id: Check["id"],
  lines: readonly ReadLine[],
  question: Act,
  isAnswer: (l: ReadLine) => boolean,
): Check {
  const asked = lines.find((l) => l.speaker === "customer" && does(l, question));
  if (!asked) return { id, passed: null, utteranceIndex: null };
  const replies = lines.filter((l) => l.speaker === "agent" && l.index > asked.index);
  const answer = replies.find(isAnswer);
  return { id, passed: answer !== undefined, utteranceIndex: answer?.index ?? replies[0]?.index ?? asked.index };
}

function recording(agent: readonly ReadLine[], soliciting: boolean, announced: number | null): Check {
  const id = "recording-announced";
  if (announced !== null) return { id, passed: true, utteranceIndex: announced };
  return { id, passed: soliciting ? false : null, utteranceIndex: soliciting ? (agent[0]?.index ?? null) : null };
}

/** Once the customer agrees to an offer, the terms are to be given in writing. */
function writtenTerms(agent: readonly ReadLine[], consent: number | null): Check {
  const id = "written-terms-offered";
  if (consent === null) return { id, passed: null, utteranceIndex: null };
  const offer = agent.find((l) => cuesOf(l, "offers-written-terms").some((c) => c.polarity !== "negated"));
  return { id, passed: offer !== undefined, utteranceIndex: offer?.index ?? consent };
}
