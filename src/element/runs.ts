import type { Evidence, Finding, Span } from "../report/schema.js";

/** A stretch of one utterance in which the same findings and the same evidence hold throughout. */
export interface Run {
  start: number;
  end: number;
  text: string;
  findings: Finding[];
  evidence: Evidence[];
}

/** Cuts a text where a marked span begins or ends, so that overlapping spans can be drawn. The runs join to the text. */
export function runsOf(text: string, findings: readonly Finding[], evidence: readonly Evidence[]): Run[] {
  const marked = findings.flatMap((f) => (f.span ? [{ finding: f, span: within(text, f.span) }] : []));
  const seen = evidence.map((e) => ({ evidence: e, span: within(text, e.span) }));
  const cuts = new Set([0, text.length]);
  for (const { span } of [...marked, ...seen]) cuts.add(span.start).add(span.end);
  const at = [...cuts].sort((a, b) => a - b);
  const runs: Run[] = [];
  for (let i = 1; i < at.length; i++) {
    const start = at[i - 1] as number;
    const end = at[i] as number;
    const covers = ({ span }: { span: Span }) => span.start <= start && end <= span.end;
    runs.push({
      start,
      end,
      text: text.slice(start, end),
      findings: marked.filter(covers).map((m) => m.finding),
      evidence: seen.filter(covers).map((m) => m.evidence),
    });
  }
  return runs;
}

/** A span kept inside the text and off the middle of a surrogate pair. */
function within(text: string, span: Span): Span {
  const start = whole(text, Math.min(span.start, text.length));
  return { start, end: Math.max(start, whole(text, Math.min(span.end, text.length))) };
}

const whole = (text: string, at: number) =>
  at > 0 && /[\udc00-\udfff]/.test(text.charAt(at)) && /[\ud800-\udbff]/.test(text.charAt(at - 1)) ? at - 1 : at;
