import { byName } from "./by-name.js";
import { type RoleEvidence, roleText } from "./role-evidence.js";
import type { Speaker } from "./schema.js";

/** A turn of which only the label is known. */
export interface LabelledText {
  label: string;
  text: string;
}

export interface RoleInference {
  roles: Record<string, Speaker>;
  /** 0–1: how likely the assignment is right. */
  confidence: number;
}

/** Utterances that count as the opening of a call. */
const OPENING = 6;

/** How much likelier this is the agent's speech than the customer's, as a log ratio; 0 says nothing. */
export function agentScore(text: string, index: number, evidence: RoleEvidence): number {
  const plain = roleText(text);
  if (!plain) return 0;
  let score = 0;
  for (const phrase of evidence.phrases) {
    if (phrase.opening && index >= OPENING) continue;
    if (phrase.pattern.test(plain)) score += phrase.weight;
  }
  // One utterance alone never settles a call: a customer quoting the company would.
  return Math.max(-4, Math.min(4, score));
}

/** Agents explain, customers answer: longer turns speak for the agent, the more surely the more turns there are. */
function lengthScore(mean: number, usual: number, turns: number): number {
  return Math.log((mean + 1) / (usual + 1)) * Math.min(3, turns / 2);
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * Who is who, from what is said.
 *
 * Labels are ranked by how agent-like they speak; the top one is the agent, and among further ones those that
 * speak like agents (a call handed on) are agents too. A label that says nothing telling is the customer's.
 * @param turns in the order of the call
 * @param known roles already settled for some labels
 */
export function inferRoles(
  turns: readonly LabelledText[],
  evidence: RoleEvidence,
  known: Record<string, Speaker> = {},
): RoleInference {
  const scores = new Map<string, { sum: number; chars: number; turns: number }>();
  turns.forEach(({ label, text }, index) => {
    const entry = scores.get(label) ?? { sum: 0, chars: 0, turns: 0 };
    entry.sum += agentScore(text, index, evidence);
    entry.chars += roleText(text).length;
    entry.turns++;
    scores.set(label, entry);
  });
  const usual = turns.length ? turns.reduce((sum, turn) => sum + roleText(turn.text).length, 0) / turns.length : 1;
  const open = [...scores]
    .filter(([label]) => known[label] === undefined)
    .map(([label, entry]) => ({ label, score: entry.sum + lengthScore(entry.chars / entry.turns, usual, entry.turns) }))
    .sort((a, b) => b.score - a.score);

  const roles = byName<Speaker>(known);
  const taken = new Set(Object.values(known));
  const [first, ...rest] = open;
  if (!first) return { roles, confidence: 1 };
  if (taken.has("agent") && !taken.has("customer")) {
    // The agent is settled: the least agent-like of the others is the customer.
    const last = open.at(-1) ?? first;
    for (const { label, score } of open) roles[label] = label !== last.label && score > 2 ? "agent" : "customer";
    return { roles, confidence: open.length === 1 ? 0.95 : 0.8 };
  }
  if (taken.has("customer") && !taken.has("agent")) {
    for (const { label, score } of open) roles[label] = label === first.label || score > 0 ? "agent" : "customer";
    return { roles, confidence: open.length === 1 ? 0.95 : 0.8 };
  }
  if (taken.has("customer") && taken.has("agent")) {
    for (const { label, score } of open) roles[label] = score > 0 ? "agent" : "customer";
    return { roles, confidence: 0.7 };
  }
  roles[first.label] = "agent";
  rest.forEach(({ label, score }, i) => {
    roles[label] = i < rest.length - 1 && score > 2 ? "agent" : "customer";
  });
  const last = rest.at(-1);
  const margin = last ? first.score - last.score : Math.abs(first.score);
  return { roles, confidence: round(logistic(margin * 0.6)) };
}

/** The role of each turn of a stream in which nothing tells the speakers apart. */
export function inferTurnRoles(
  texts: readonly string[],
  evidence: RoleEvidence,
): { roles: Speaker[]; confidence: number } {
  const scores = texts.map((text, index) => agentScore(text, index, evidence));
  let previous: Speaker = "customer";
  const roles = scores.map((score): Speaker => {
    // Where the words say nothing, people take turns.
    const role = score > 0.3 ? "agent" : score < -0.3 ? "customer" : previous === "agent" ? "customer" : "agent";
    previous = role;
    return role;
  });
  const telling = scores.filter((score) => Math.abs(score) > 0.3).length;
  return { roles, confidence: round(Math.min(0.5, (0.5 * telling) / Math.max(1, scores.length))) };
}

/** Whether both sides of a conversation are heard in a stream without speakers, the customer so many times. */
export function soundsTwoSided(texts: readonly string[], evidence: RoleEvidence, customers = 1): boolean {
  const scores = texts.map((text, index) => agentScore(text, index, evidence));
  return scores.some((score) => score >= 1) && scores.filter((score) => score <= -1).length >= customers;
}

/**
 * How likely it is that a file has agent and customer exchanged, 0–1.
 * Compares what each side says with how the two sides talk; 0.5 says nothing.
 */
export function swapLikelihood(
  utterances: readonly { speaker: Speaker; text: string }[],
  evidence: RoleEvidence,
): number {
  const sides = { agent: { score: 0, chars: 0, turns: 0 }, customer: { score: 0, chars: 0, turns: 0 } };
  let heard = 0;
  utterances.forEach(({ speaker, text }, index) => {
    if (speaker === "system") return;
    const score = agentScore(text, index, evidence);
    if (score !== 0) heard++;
    const side = sides[speaker];
    side.score += score;
    side.chars += roleText(text).length;
    side.turns++;
  });
  const { agent, customer } = sides;
  // A side that is not heard cannot be compared, and a few words do not convict a file.
  if (heard < 3 || agent.turns === 0 || customer.turns === 0) return 0.5;
  const usual = (agent.chars + customer.chars) / (agent.turns + customer.turns);
  const length = (side: typeof agent): number => lengthScore(side.chars / side.turns, usual, side.turns);
  return round(logistic((customer.score + length(customer) - agent.score - length(agent)) * 0.6));
}

const round = (x: number): number => Math.round(x * 1000) / 1000;
