import type { Line } from "./line.js";

/** What a line does in the dialogue, by who does it. */
export const customerActs = [
  "refusal",
  "doubt",
  "consent",
  "ask-identity",
  "ask-source",
  "ask-purpose",
  "ask-supervisor",
  "asks-about-offer",
  "volunteers-data",
  "complaint-of-broken-promise",
] as const;

export const agentActs = [
  "pitch",
  "states-sales-purpose",
  "states-product",
  "states-matter-on-callback",
  "names-company",
  "names-self",
  "pretext-opening",
  "accepts-refusal",
  "announces-recording",
  "offers-supervisor",
  "invites-independent-check",
  "warns-of-fraud",
] as const;

export type Act = (typeof customerActs)[number] | (typeof agentActs)[number];

/** The acts that whole calls are labelled with, every line of them: these the model knows well. */
export const labelledActs = [
  "pitch",
  "states-sales-purpose",
  "pretext-opening",
  "accepts-refusal",
  "refusal",
  "consent",
  "doubt",
  "asks-about-offer",
  "ask-purpose",
  "ask-identity",
] as const satisfies readonly Act[];

export const actsOf = (speaker: Line["speaker"]): readonly Act[] =>
  speaker === "agent" ? agentActs : speaker === "customer" ? customerActs : [];

/** How sure one is that a line does an act, 0–1, by act. Acts not in the map are not done. */
export type ActReading = ReadonlyMap<Act, number>;

/** Reads what a line does, given the lines before it (newest last). */
export type ActReader = (line: Line, before: readonly Line[]) => ActReading;
