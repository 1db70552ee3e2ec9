import { type Act, type ActReading, actsOf } from "../dialogue/acts.js";
import type { Facts, ReadLine } from "../dialogue/facts.js";
import type { Line } from "../dialogue/line.js";
import type { Proposal, Reason, Rule } from "../rules/rule.js";
import type { Direction } from "../transcript/schema.js";
import { dialogueFeatures, type Features, gramsOf, type SeenLine, wordFeatures } from "./features.js";
import type { Model, Position } from "./model.js";

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

/** What the model makes of a line's words, kept until the facts are known too. */
export interface Impression {
  features: Features;
  /** Where the words alone put the line. */
  position: Position;
  acts: ActReading;
}

/** Reads acts and weighs proposals with learned weights. Holds no state of its own. */
export class Judge {
  readonly #index = new Map<string, number>();

  constructor(private readonly model: Model) {
    for (const [i, name] of model.classes.entries()) this.#index.set(name, i);
  }

  see(line: Line): SeenLine {
    return { line, grams: gramsOf(line.words) };
  }

  /** First look: words of the line and of the turns before it. */
  read(self: SeenLine, customer: SeenLine | undefined, agent: SeenLine | undefined, direction: Direction): Impression {
    const features = wordFeatures(self, customer, agent, direction);
    const position = this.model.origin();
    this.model.add(features, position);
    const scores = this.model.scores(position);
    const acts = new Map<Act, number>();
    for (const act of actsOf(self.line.speaker)) {
      const i = this.#index.get(`act:${act}`);
      if (i !== undefined) acts.set(act, sigmoid(scores[i] as number));
    }
    return { features, position, acts };
  }

  /**
   * Second look: with the facts and what the rules put forward, gives the findings of an agent line – at most one a
   * category, each with its calibrated confidence.
   */
  weigh(
    line: ReadLine,
    impression: Impression,
    facts: Facts,
    direction: Direction,
    rules: readonly Rule[],
    proposals: ReadonlyMap<string, Proposal>,
  ): [Rule, Proposal][] {
    const known = dialogueFeatures(
      line,
      facts,
      direction,
      [...proposals].map(([rule, p]) => ({ rule, confidence: p.confidence })),
    );
    const position = { vector: Float64Array.from(impression.position.vector), squares: impression.position.squares };
    this.model.add(known, position);
    const scores = this.model.scores(position);
    const best = new Map<string, { rule: Rule; confidence: number; score: number }>();
    for (const rule of rules) {
      const cls = this.#index.get(rule.id);
      if (cls === undefined) continue;
      const raw = scores[cls] as number;
      const confidence = this.#calibrate(rule.id, raw);
      const kept = best.get(rule.category);
      if (!kept || raw > kept.score) best.set(rule.category, { rule, confidence, score: raw });
    }
    const findings: [Rule, Proposal][] = [];
    for (const { rule, confidence, score } of best.values()) {
      const threshold = this.model.head.thresholds[rule.id] ?? this.model.head.thresholds["*"] ?? 0;
      if (score < threshold) continue;
      const proposed = proposals.get(rule.id);
      const cls = this.#index.get(rule.id) as number;
      const earned = this.#earned(line, impression.features, cls);
      findings.push([
        rule,
        {
          utteranceIndex: line.index,
          confidence,
          span: proposed?.span ?? earned.span,
          ...(proposed?.severity ? { severity: proposed.severity } : {}),
          reasons: [...(proposed?.reasons ?? []), ...earned.reasons].slice(0, 8),
        },
      ]);
    }
    return findings;
  }

  #calibrate(rule: string, score: number): number {
    const points = this.model.head.calibration[rule] ?? this.model.head.calibration["*"] ?? [];
    const first = points[0];
    if (!first) return sigmoid(score);
    if (score <= first[0]) return first[1];
    for (let i = 1; i < points.length; i++) {
      const [x1, y1] = points[i] as [number, number];
      const [x0, y0] = points[i - 1] as [number, number];
      if (score <= x1) return y0 + ((y1 - y0) * (score - x0)) / (x1 - x0 || 1);
    }
    return (points.at(-1) as [number, number])[1];
  }

  /** The words that weighed most for a class, and the clause that holds most of their weight. */
  #earned(
    line: Line,
    features: Features,
    cls: number,
  ): { span: { start: number; end: number } | null; reasons: Reason[] } {
    const gained = new Float64Array(line.words.length);
    const parts = this.model.contributions(features, cls);
    for (let i = 0; i < parts.length; i++) {
      const word = features.words[i] as number;
      if (word >= 0) gained[word] = (gained[word] as number) + (parts[i] as number);
    }
    let best = { sum: Number.NEGATIVE_INFINITY, from: 0, to: line.words.length };
    for (const { from, to } of line.clauses) {
      let sum = 0;
      for (let w = from; w < to; w++) sum += gained[w] as number;
      if (sum > best.sum) best = { sum, from, to };
    }
    const inClause = [...gained.keys()].filter((w) => w >= best.from && w < best.to && (gained[w] as number) > 0);
    const first = line.words[inClause[0] ?? best.from];
    const last = line.words[inClause.at(-1) ?? best.to - 1];
    const span = first && last ? { start: first.start, end: last.end } : null;
    const top = inClause
      .sort((a, b) => (gained[b] as number) - (gained[a] as number))
      .slice(0, 3)
      .sort((a, b) => a - b);
    const reasons = top.map((w): Reason => {
      const m = line.words[w] as Line["words"][number];
      return { utteranceIndex: line.index, span: { start: m.start, end: m.end }, cue: `word:${m.base}` };
    });
    return { span, reasons };
  }
}
