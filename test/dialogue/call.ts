import { createEngine } from "../../src/analyzer.js";
import { Call, type Engine } from "../../src/call.js";
import type { CallFrame } from "../../src/dialogue/facts.js";
import type { Utterance } from "../../src/transcript/schema.js";

let engine: Promise<Engine> | undefined;
/** The rules and cues alone, without learned weights. */
export const plainEngine = (): Promise<Engine> => {
  engine ??= createEngine({ model: false });
  return engine;
};

/** `担: …` and `客: …` as utterances. */
export const say = (...lines: string[]): Utterance[] =>
  lines.map((line) => ({ speaker: line.startsWith("客") ? "customer" : "agent", text: line.slice(2).trim() }));

/** A call with these lines said. */
export async function callOf(frame: CallFrame, ...lines: string[]): Promise<Call> {
  const call = new Call(await plainEngine(), frame);
  for (const utterance of say(...lines)) call.push(utterance);
  return call;
}
