import type { Transcript } from "../src/transcript/schema.js";

/**
 * A day's calls of one centre: agents follow a few scripts, customers answer in their own words. Made of the calls
 * given: those with most agent lines give the scripts, all of them the answers.
 */
export function dayOfOneCentre(calls: readonly Transcript[], count: number): Transcript[] {
  const talk = (call: Transcript) => call.utterances.filter((u) => u.speaker === "agent").length;
  const scripts = [...calls].sort((a, b) => talk(b) - talk(a)).slice(0, 12);
  const answers = calls.flatMap((c) => c.utterances.filter((u) => u.speaker === "customer").map((u) => u.text));
  return Array.from({ length: count }, (_, n) => {
    const script = scripts[n % scripts.length] as Transcript;
    return {
      ...script,
      callId: `${script.callId}-${n}`,
      utterances: script.utterances.map((u, i) =>
        u.speaker === "customer" ? { ...u, text: answers[(n * 31 + i * 7) % answers.length] ?? u.text } : u,
      ),
    };
  });
}
