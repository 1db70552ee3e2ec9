import type { Direction } from "../transcript/schema.js";
import { cuesOf, type Line } from "./line.js";

/** How many lines from the start tell who called whom. */
export const OPENING_LINES = 7;

const has = (line: Line | undefined, ...names: string[]) =>
  line !== undefined && cuesOf(line, ...names).some((c) => c.polarity !== "negated" && c.polarity !== "quoted");

/**
 * Who started the contact, as the opening tells: from the first lines of the call, as far as they are known.
 * `unknown` where they tell nothing, or tell it both ways.
 */
export function inferDirection(lines: readonly Line[]): Direction {
  const opening = lines.slice(0, OPENING_LINES);
  const agent = opening.filter((l) => l.speaker === "agent");
  const customer = opening.filter((l) => l.speaker === "customer");
  let company = 0;
  let caller = 0;
  for (const [i, line] of agent.entries()) {
    const weight = i === 0 ? 1 : 0.5;
    if (has(line, "opening-outbound")) company += 2 * weight;
    if (has(line, "opening-inbound")) caller += 2 * weight;
    if (has(line, "pretext-opening", "states-sales-purpose", "pitch")) company += 0.75 * weight;
    if (has(line, "offers-help")) caller += weight;
  }
  for (const [i, line] of customer.entries()) {
    const weight = i === 0 ? 1 : 0.5;
    if (has(line, "opening-inbound-customer")) caller += 1.5 * weight;
    if (has(line, "ask-identity", "ask-purpose", "refusal", "ask-source")) company += 0.75 * weight;
  }
  // The one who is called speaks first: はい、もしもし – unless the company answers with its name.
  const first = opening[0];
  if (first?.speaker === "customer" && first.words.length <= 8) company += 0.75;
  const answers =
    first?.speaker === "agent" &&
    first.words.length >= 4 &&
    !has(first, "opening-outbound", "pretext-opening", "states-sales-purpose", "pitch");
  if (answers) caller += first.words.length <= 16 ? 0.75 : 0.25;
  // Who calls has something to say; who is called says little at first.
  if (answers && (customer[0]?.words.length ?? 0) >= 12) caller += 1;
  const returned =
    customer.slice(0, 2).some((l) => has(l, "opening-callback")) ||
    agent.slice(0, 2).some((l) => has(l, "thanks-for-callback"));
  if (returned && company < 3) return "callback";
  if (Math.abs(company - caller) < 0.5) return "unknown";
  return company > caller ? "outbound" : "inbound";
}
