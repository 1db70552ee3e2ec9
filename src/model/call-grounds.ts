import { type Act, type ActReading, agentActs, customerActs } from "../dialogue/acts.js";
import type { CallFrame, Dialogue, ReadLine } from "../dialogue/facts.js";
import { cuesOf } from "../dialogue/line.js";
import { isOwnName, namesOf } from "../dialogue/own-name.js";
import { sigmoid, within } from "./confidence.js";

/** Rules about the call as a whole that the model weighs; the others stand as the rules have them. */
export const weighedCallRules = [
  "disclosure/no-company",
  "disclosure/no-agent-name",
  "disclosure/no-purpose",
  "disclosure/hidden-purpose",
  "disclosure/borrowed-name",
  "disclosure/no-product",
] as const;

/** The class of a rule about the call: unlike the others it is read from the opening, not from a line. */
export const callClass = (rule: string): string => `call:${rule}`;

/** An act counts as the beginning of the pitch from here on. */
const PITCH = 0.5;

/** The agent's lines, how surely each pitches, and the first of them that does; -1 where none does. */
function solicitationIn({ lines }: Pick<Dialogue, "lines">) {
  const agent = lines.filter((l) => l.speaker === "agent");
  const pitches = agent.map((l) => l.acts.get("pitch") ?? 0);
  return { agent, pitches, begins: pitches.findIndex((p) => p >= PITCH) };
}

/** The lines that open a call: the agent's, until the pitch begins; two to six, or four where nothing is pitched. */
export function openingOf(dialogue: Pick<Dialogue, "lines">): ReadLine[] {
  const { agent, begins } = solicitationIn(dialogue);
  return agent.slice(0, begins < 0 ? 4 : Math.max(2, Math.min(6, begins + 1)));
}

/**
 * What decides whether a solicitation was opened properly, as numbers for the weights of one rule: how surely the call
 * solicits, and how surely name, company, purpose and product were said before it did.
 * @param suspicion how many agent lines of the call looked risky
 */
export function callTerms(dialogue: Dialogue, proposed: ReadonlyMap<string, number>, suspicion: number): number[] {
  const { agent, pitches, begins } = solicitationIn(dialogue);
  const opening = begins < 0 ? agent : agent.slice(0, begins + 1);
  const byCue = most(opening.map((l) => l.acts));
  const byModel = most(opening.map((l) => l.impressed));
  const inCall = most(dialogue.lines.map((l) => l.impressed));
  const cue = (act: Act) => byCue.get(act) ?? 0;
  const model = (act: Act) => byModel.get(act) ?? 0;
  const solicits = Math.max(0, ...pitches);
  const { direction } = dialogue.frame;
  const outbound = direction === "outbound" ? 1 : 0;
  const callback = direction === "callback" ? 1 : 0;
  const company = Math.max(cue("names-company"), model("names-company"));
  const self = Math.max(cue("names-self"), model("names-self"));
  const own = ownNameIn(opening, dialogue.frame);
  return [
    1,
    outbound,
    callback,
    solicits,
    Math.min(3, pitches.filter((p) => p >= PITCH).length) / 3,
    cue("names-company"),
    model("names-company"),
    cue("names-self"),
    model("names-self"),
    cue("states-sales-purpose"),
    model("states-sales-purpose"),
    cue("states-product"),
    cue("pretext-opening"),
    model("pretext-opening"),
    cue("states-matter-on-callback"),
    Math.min(3, suspicion) / 3,
    Math.min(8, begins < 0 ? 8 : begins) / 8,
    solicits * (1 - company) * (outbound + callback),
    solicits * (1 - self) * (outbound + callback),
    solicits * (1 - cue("states-sales-purpose")) * (outbound + callback),
    solicits * cue("pretext-opening") * (outbound + callback),
    own === true ? 1 : 0,
    own === false ? solicits * (outbound + callback) : 0,
    ...weighedCallRules.map((rule) => proposed.get(rule) ?? 0),
    // What else the opening does, and what the customer does in the whole call.
    ...agentActs.map((act) => model(act)),
    ...agentActs.map((act) => outbound * solicits * model(act)),
    ...customerActs.map((act) => inCall.get(act) ?? 0),
  ];
}

/** Whether the lines name the company that is declared with the call; null where none is that can be looked for. */
function ownNameIn(lines: readonly ReadLine[], frame: CallFrame): boolean | null {
  if (!namesOf(frame).length) return null;
  return lines.some((line) =>
    cuesOf(line, "names-company").some((cue) => isOwnName(frame, line.text.slice(cue.start, cue.end))),
  );
}

/** By act, how surely it is done at most. */
function most(readings: readonly (ActReading | undefined)[]): ActReading {
  const acts = new Map<Act, number>();
  for (const reading of readings)
    if (reading) for (const [act, p] of reading) if (p > (acts.get(act) ?? 0)) acts.set(act, p);
  return acts;
}

/** The terms, and how the rule's class scores the opening. */
export const withOpening = (terms: readonly number[], score: number): number[] => [...terms, within(score) / 3];

/** The score of the opening that would speak most for a rule. */
export const mostTelling = (weights: readonly number[], terms: readonly number[]): number =>
  (weights[terms.length] ?? 0) > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;

/** The chance, 0–1, that a rule about the call is met. */
export function callConfidence(weights: readonly number[], grounds: readonly number[]): number {
  let z = 0;
  for (const [i, g] of grounds.entries()) z += (weights[i] ?? 0) * g;
  return Math.min(0.98, sigmoid(z));
}
