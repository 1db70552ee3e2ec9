import { Call, type Engine } from "./call.js";
import { KikimimiError } from "./errors.js";
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
   * @throws KikimimiError `bad-transcript` for an utterance that does not fit the schema; `closed` after `close()`
   */
  push(utterance: Utterance, options?: { partial?: boolean }): LiveUpdate;
  /** Ends the call. The Report is that of `analyze()` on all final utterances; asked again, the same. */
  close(): Report;
}

/** Opens a call whose utterances come one by one. */
export function openCall(engine: Engine, locale: Locale, start: CallStart): LiveCall {
  refuseUtterances(start);
  const transcript = parseTranscript({ callId: "live", ...start, utterances: [] });
  const call = new Call(engine, transcript);
  const found: [Rule, Proposal][] = [];
  let provisional: Finding[] = [];
  let report: Report | undefined;

  return {
    push(utterance, options) {
      if (report) throw new KikimimiError("closed", { ja: "この通話は終わっています", en: "the call has ended" });
      const partial = isPartial(options);
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
      report ??= buildReport(transcript, call.dialogue, [...found, ...call.conclude()], locale, engine);
      return report;
    },
  };
}

/** What was said before the call is opened would be lost without a word: it has to be pushed. */
function refuseUtterances(start: unknown): void {
  const reason = { ja: "通話の始まりとして読めません", en: "this is not how a call begins" };
  if (typeof start !== "object" || start === null)
    throw new KikimimiError("bad-option", reason, { path: "open(start)", expected: '{ direction: "outbound", … }' });
  if (!("utterances" in start) || start.utterances === undefined) return;
  if (Array.isArray(start.utterances) && start.utterances.length === 0) return;
  throw new KikimimiError("bad-option", reason, {
    path: "open({ utterances })",
    expected: { ja: "utterances のない始まり", en: "a start without utterances" },
    hint: {
      ja: "発話は push() で一つずつ渡すか、通話を analyze() に渡してください",
      en: "push() them one by one, or analyze() the call",
    },
  });
}

/** @param options as given, which need not be what the type says */
function isPartial(options: unknown): boolean {
  const given: unknown = options ?? {};
  const partial: unknown = typeof given === "object" && given && "partial" in given ? (given.partial ?? false) : false;
  if (typeof given === "object" && typeof partial === "boolean") return partial;
  const reason = { ja: "指定が違います", en: "this option does not fit" };
  throw new KikimimiError("bad-option", reason, { path: "push(…, { partial })", expected: "true | false" });
}
