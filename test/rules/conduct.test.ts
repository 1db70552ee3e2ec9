import { describe, expect, it } from "vitest";
import { Call } from "../../src/call.js";
import { dismissive } from "../../src/rules/dismissive.js";
import { handling } from "../../src/rules/handling.js";
import { plainEngine, say } from "../dialogue/call.js";

const spoken = (example: string) => example.split(" / ").map((l) => (/^[客担]:/u.test(l) ? l : `担:${l}`));

/** What the rules put forward for the last line. */
async function proposed(...lines: string[]): Promise<string[]> {
  const call = new Call(await plainEngine(), { direction: "outbound" });
  const steps = say(...lines).map((utterance) => call.push(utterance));
  return [...(steps.at(-1)?.proposals.keys() ?? [])];
}

describe.each([...dismissive, ...handling].filter((rule) => rule.propose))("$id", (rule) => {
  it.each(rule.text.flags)("flags %s", async (example) => {
    expect(await proposed(...spoken(example))).toContain(rule.id);
  });
  it.each(rule.text.clean)("leaves %s", async (example) => {
    expect(await proposed(...spoken(example))).not.toContain(rule.id);
  });
});
