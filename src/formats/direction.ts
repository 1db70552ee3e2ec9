import type { Direction } from "../transcript/schema.js";

const words: [Direction, RegExp][] = [
  // Only our own word: what vendors call a callback is a call by the company that the customer asked for.
  ["callback", /^callback$/u],
  ["outbound", /outbound|outgoing|発信|架電|発呼|アウトバウンド|^out$|^outward$/u],
  ["inbound", /inbound|incoming|着信|受電|入電|インバウンド|^in$|^inward$/u],
];

/** The direction a file states in its own word. Nothing where the word is not known. */
export function directionOf(value: unknown): Direction | undefined {
  if (typeof value !== "string") return undefined;
  const word = value.normalize("NFKC").trim().toLowerCase();
  return words.find(([, pattern]) => pattern.test(word))?.[0];
}
