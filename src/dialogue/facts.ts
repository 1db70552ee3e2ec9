import type { Direction, Transcript } from "../transcript/schema.js";
import type { Act, ActReading } from "./acts.js";
import type { Line } from "./line.js";

/** What is known of the call from outside its words. */
export type CallFrame = Pick<Transcript, "startedAt" | "industry" | "company" | "agent"> & { direction: Direction };

/** A line with what it does. */
export interface ReadLine extends Line {
  acts: ActReading;
  /** What the model alone makes of it; absent without a model. */
  impressed?: ActReading;
}

/**
 * What the conversation has established up to a line. Each fact is the index of the utterance that established it,
 * or null.
 */
export interface Facts {
  companyNamed: number | null;
  agentNamed: number | null;
  purposeStated: number | null;
  productStated: number | null;
  /** On a callback: the concrete matter of the missed call was named. */
  matterStated: number | null;
  pretext: number | null;
  /** The first line that solicits. */
  pitch: number | null;
  recordingAnnounced: number | null;
  /** The customer's standing refusal: the last one that their own later question or consent has not reopened. */
  refusal: number | null;
  /** The first refusal of the call, whatever came after. */
  firstRefusal: number | null;
  refusalAccepted: number | null;
  consent: number | null;
  /** Open questions of the customer: asked and not yet answered; the agent's next turn is the answer. */
  doubt: number | null;
  askedIdentity: number | null;
  askedSource: number | null;
  askedPurpose: number | null;
  askedSupervisor: number | null;
  supervisorOffered: number | null;
  askedAboutOffer: number | null;
  brokenPromise: number | null;
  /** The customer's last line that gave personal data unasked. */
  volunteered: number | null;
}

export const noFacts: Facts = {
  companyNamed: null,
  agentNamed: null,
  purposeStated: null,
  productStated: null,
  matterStated: null,
  pretext: null,
  pitch: null,
  recordingAnnounced: null,
  refusal: null,
  firstRefusal: null,
  refusalAccepted: null,
  consent: null,
  doubt: null,
  askedIdentity: null,
  askedSource: null,
  askedPurpose: null,
  askedSupervisor: null,
  supervisorOffered: null,
  askedAboutOffer: null,
  brokenPromise: null,
  volunteered: null,
};

/** From this certainty on an act counts as done. */
export const HOLDS = 0.5;

export const does = (line: ReadLine, act: Act): boolean => (line.acts.get(act) ?? 0) >= HOLDS;

/**
 * The facts after a line, from the facts before it. Pure.
 * @param direction on an `inbound` call there is nothing to refuse or agree to before the agent has offered something
 */
export function learn(before: Facts, line: ReadLine, direction: Direction = "unknown"): Facts {
  const at = line.index;
  const facts = { ...before };
  const first = (fact: keyof Facts, act: Act) => {
    if (facts[fact] === null && does(line, act)) facts[fact] = at;
  };
  const last = (fact: keyof Facts, act: Act) => {
    if (does(line, act)) facts[fact] = at;
  };
  if (line.speaker === "agent") {
    first("companyNamed", "names-company");
    first("agentNamed", "names-self");
    first("purposeStated", "states-sales-purpose");
    first("productStated", "states-product");
    first("matterStated", "states-matter-on-callback");
    first("pretext", "pretext-opening");
    first("pitch", "pitch");
    first("recordingAnnounced", "announces-recording");
    last("supervisorOffered", "offers-supervisor");
    if (facts.refusal !== null) last("refusalAccepted", "accepts-refusal");
    // Answered for good; an evasion leaves the question open.
    if (does(line, "names-company")) facts.askedIdentity = null;
    if (does(line, "offers-supervisor")) facts.askedSupervisor = null;
    if (does(line, "states-sales-purpose") || (direction === "callback" && does(line, "states-matter-on-callback")))
      facts.askedPurpose = null;
  }
  if (line.speaker === "customer") {
    last("doubt", "doubt");
    last("askedIdentity", "ask-identity");
    last("askedSource", "ask-source");
    last("askedPurpose", "ask-purpose");
    last("askedSupervisor", "ask-supervisor");
    last("askedAboutOffer", "asks-about-offer");
    last("brokenPromise", "complaint-of-broken-promise");
    last("volunteered", "volunteers-data");
    const something = direction !== "inbound" || facts.pitch !== null;
    const refuses = something && does(line, "refusal");
    const agrees = does(line, "consent") && (direction === "inbound" || facts.pitch !== null);
    if (refuses) {
      last("refusal", "refusal");
      first("firstRefusal", "refusal");
      facts.consent = null;
    } else if (agrees) {
      last("consent", "consent");
      facts.refusal = null;
      facts.doubt = null;
    } else if (facts.askedAboutOffer === at) {
      // A question about the offer reopens what was refused before it.
      facts.refusal = null;
    }
  }
  return facts;
}

/** All that a rule may look at: the lines so far, the facts before the present line, and the frame of the call. */
export interface Dialogue {
  frame: CallFrame;
  lines: readonly ReadLine[];
  facts: Facts;
}

/** The customer's words since the agent last spoke, oldest first. */
export function lastCustomerTurn(lines: readonly ReadLine[], before: number): ReadLine[] {
  let to = before;
  while (to > 0 && lines[to - 1]?.speaker !== "customer") to--;
  let from = to;
  while (from > 0 && lines[from - 1]?.speaker === "customer") from--;
  return lines.slice(from, to);
}
