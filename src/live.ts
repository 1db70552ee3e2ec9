import { Call, type Engine } from "./call.js";
import { buildReport, type Locale, toFinding } from "./report/build.js";
import type { Finding, Report } from "./report/schema.js";
import type { Proposal, Rule } from "./rules/rule.js";
import { parseTranscript, type Transcript, type Utterance } from "./transcript/schema.js";

/** What is known of a call when it begins. */
export type CallStart = Partial<Omit<Transcript, "utterances">>;

/** What a push brought. */
export interface LiveUpdate {
  /** Findings that were not there before. */
  findings: Finding[];
  /** Ids of findings given earlier that no longer hold: a recogniser's final text says otherwise. */
  retracted: string[];
}

/** A call in progress. */
export interface LiveCall {
  /**
   * Reads the next utterance. With `partial` it is provisional – a recogniser's guess that the next push, partial or
   * final, replaces.
   * @throws KikimimiError for an utterance that does not fit the schema
   */
  push(utterance: Utterance, options?: { partial?: boolean }): LiveUpdate;
  /** Ends the call. The Report is that of `analyze()` on all final utterances. */
  close(): Report;
}

/** Opens a call whose utterances come one by one. */
export function openCall(engine: Engine, locale: Locale, start: CallStart): LiveCall {
  const transcript = parseTranscript({ callId: "live", ...start, utterances: [] });
  const call = new Call(engine, { ...transcript, direction: transcript.direction ?? "unknown" });
  const found: [Rule, Proposal][] = [];
  let provisional: Finding[] = [];

  return {
    push(utterance, { partial = false } = {}) {
      const index = transcript.utterances.length;
      const [checked] = parseTranscript({ callId: transcript.callId, utterances: [utterance] }).utterances;
      const heard = checked as Utterance;
      const step = partial ? call.peek(heard) : call.push(heard);
      const textAt = (i: number) => (i === index ? heard : transcript.utterances[i])?.text;
      const findings = step.findings.map(([rule, p]) => toFinding(textAt, call.dialogue, rule, p, locale));
      const before = new Set(provisional.map((f) => f.id));
      const after = new Set(findings.map((f) => f.id));
      const retracted = provisional.filter((f) => !after.has(f.id)).map((f) => f.id);
      if (partial) provisional = findings;
      else {
        provisional = [];
        transcript.utterances.push(heard);
        found.push(...step.findings);
      }
      return { findings: findings.filter((f) => !before.has(f.id)), retracted };
    },
    close() {
      return buildReport(transcript, call.dialogue, [...found, ...call.conclude()], locale, engine);
    },
  };
}
