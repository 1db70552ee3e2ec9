import { type Act, type ActReading, actsOf } from "../dialogue/acts.js";
import type { Dialogue, Facts, ReadLine } from "../dialogue/facts.js";
import type { Earned, Line, Places, Position, ReadText } from "../dialogue/line.js";
import { isPossible, type Proposal, type Reason, type Rule, stands } from "../rules/rule.js";
import type { Direction, Speaker } from "../transcript/schema.js";
import { callClass, callConfidence, callTerms, mostTelling, openingOf, withOpening } from "./call-grounds.js";
import { confidenceOf, type Look, type Past, sigmoid, together, UNOFFERED } from "./confidence.js";
import {
  cueFeatures,
  dialogueFeatures,
  echoFeatures,
  frameFeatures,
  openingCueFeatures,
  openingGrams,
} from "./features.js";
import { GramReader, Role } from "./grams.js";
import { type Model, move } from "./model.js";

/** What the model makes of a line's words, kept until the facts are known too. */
export interface Impression {
  /** Where what is said puts the line; moved on by what is known. */
  position: Position;
  acts: ActReading;
}

/** What the model makes of an agent line. */
export interface Verdict {
  findings: [Rule, Proposal][];
  look: Look;
}

/** A rule that has weights, with its class. */
interface Classed {
  rule: Rule;
  cls: number;
}

/** A rule on one line: how it scores, and how sure it is by itself. */
interface Weighed extends Classed {
  score: number;
  proposed: number;
}

/** What becomes of rules on calls of one direction: the same for all their lines. */
interface Weighable {
  rules: readonly Rule[];
  direction: Direction;
  /** Rules without weights. */
  unweighed: readonly Rule[];
  /** By category, those that can be met. */
  categories: ReadonlyMap<string, readonly Classed[]>;
}

const strongest = (all: readonly Weighed[]): Weighed => all.reduce((best, w) => (w.score > best.score ? w : best));
const taken = (all: readonly Weighed[]): number => together(all.map((w) => w.score));

/** Reads acts and weighs proposals with learned weights. What it keeps of a line goes with the line's words. */
export class Judge {
  readonly #index = new Map<string, number>();
  /** By speaker, the acts that have weights, each with its class. */
  readonly #acts: Record<Speaker, readonly (readonly [Act, number])[]>;
  #weighable: Weighable | undefined;
  readonly #grams = new GramReader();
  readonly #frames = new Map<string, Position>();

  /** @param strange cues that the weights have never seen (of the user's own dictionaries): only noise to them */
  constructor(
    private readonly model: Model,
    private readonly strange: ReadonlySet<string> = new Set(),
  ) {
    for (const [i, name] of model.classes.entries()) this.#index.set(name, i);
    const classed = (speaker: Speaker) =>
      actsOf(speaker).flatMap((act) => {
        const cls = this.#index.get(`act:${act}`);
        return cls === undefined ? [] : [[act, cls] as const];
      });
    this.#acts = { agent: classed("agent"), customer: classed("customer"), system: classed("system") };
  }

  /** First look: words of the line and of the turns before it. */
  read(self: Line, customer: Line | undefined, agent: Line | undefined, direction: Direction): Impression {
    const position = this.model.origin();
    move(position, this.#placesOf(self).self);
    for (const before of [customer, agent]) if (before) move(position, this.#placesOf(before).before);
    move(position, this.#frameOf(self.speaker, direction, !customer));
    if (customer && self.speaker === "agent") this.model.add(echoFeatures(self, customer), position);
    const acts = new Map<Act, number>();
    for (const [act, cls] of this.#acts[self.speaker]) acts.set(act, sigmoid(this.model.score(position, cls)));
    return { position, acts };
  }

  #known({ cues }: Line): Line["cues"] {
    const { strange } = this;
    return strange.size ? cues.filter((c) => !strange.has(c.name)) : cues;
  }

  /** Where words and cues put a line; kept for as long as what was read of it. */
  #placesOf(line: Line): Places {
    const { speaker } = line;
    const read: ReadText = line.read ?? line;
    if (read.places?.by === this) return read.places;
    const grams = this.#grams.read(read.words);
    const cues = this.#known(line);
    const placeIn = (role: Role) => {
      const place = this.model.place(grams, role);
      this.model.add(cueFeatures(cues, role), place);
      return place;
    };
    const before = speaker === "customer" ? Role.Customer : Role.Agent;
    read.places = { by: this, self: placeIn(Role.Self), before: placeIn(before), earned: new Map() };
    return read.places;
  }

  #frameOf(speaker: Speaker, direction: Direction, opening: boolean): Position {
    const key = `${speaker} ${direction} ${opening}`;
    let position = this.#frames.get(key);
    if (!position) {
      position = this.model.origin();
      this.model.add(frameFeatures(speaker, direction, opening), position);
      this.#frames.set(key, position);
    }
    return position;
  }

  #weighableOf(rules: readonly Rule[], direction: Direction): Weighable {
    const kept = this.#weighable;
    if (kept?.rules === rules && kept.direction === direction) return kept;
    const unweighed: Rule[] = [];
    const categories = new Map<string, Classed[]>();
    for (const rule of rules) {
      const cls = this.#index.get(rule.id);
      if (cls === undefined) unweighed.push(rule);
      else if (isPossible(rule, direction))
        categories.set(rule.category, [...(categories.get(rule.category) ?? []), { rule, cls }]);
    }
    this.#weighable = { rules, direction, unweighed, categories };
    return this.#weighable;
  }

  /**
   * Second look: with the facts and what the rules put forward, gives the findings of an agent line – at most one a
   * category, each with its calibrated confidence.
   * @param past how the agent's earlier lines looked
   */
  weigh(
    line: ReadLine,
    impression: Impression,
    facts: Facts,
    direction: Direction,
    rules: readonly Rule[],
    proposals: ReadonlyMap<string, Proposal>,
    past: Past,
  ): Verdict {
    const known = dialogueFeatures(
      line,
      facts,
      direction,
      [...proposals].filter(([rule]) => this.#index.has(rule)).map(([rule, p]) => ({ rule, confidence: p.confidence })),
    );
    const { position } = impression;
    this.model.add(known, position);
    const findings: [Rule, Proposal][] = [];
    const { unweighed, categories } = this.#weighableOf(rules, direction);
    for (const rule of unweighed) {
      // No weights for this rule: its own confidence stands.
      const proposed = proposals.get(rule.id);
      if (proposed && stands(rule, proposed)) findings.push([rule, proposed]);
    }
    const weighed = new Map<string, Weighed[]>();
    // Rules that are switched off are looked at as well, so that what the others say stays as it is.
    const look = new Map<string, number>();
    for (const [category, members] of categories) {
      const all = members.map(({ rule, cls }) => ({
        rule,
        cls,
        score: this.model.score(position, cls),
        proposed: proposals.get(rule.id)?.confidence ?? 0,
      }));
      weighed.set(category, all);
      look.set(category, taken(all));
    }
    const offered = facts.pitch !== null || facts.firstRefusal !== null;
    for (const [category, all] of weighed) {
      // Where one of them is the strongest, only the others count.
      const heard = strongest(all).rule.off ? all.filter((w) => !w.rule.off) : all;
      if (!heard.length) continue;
      const { rule, cls } = strongest(heard);
      const proposed = proposals.get(rule.id);
      const confidence = confidenceOf(this.model.head.calibration[category] ?? [], {
        category,
        look: heard === all ? look : new Map(look).set(category, taken(heard)),
        proposed: proposed?.confidence ?? 0,
        seconded: Math.max(...heard.map((w) => w.proposed)),
        past,
        words: line.words.length,
        direction,
      });
      const least = rule.presumesOffer && !offered ? UNOFFERED : this.model.head.threshold;
      if (confidence < (rule.threshold ?? least)) continue;
      const earned = this.#earned(line, cls);
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
    return { findings, look };
  }

  /** Findings about the call as a whole. A hidden purpose says already that the purpose was not stated. */
  weighCall(
    dialogue: Dialogue,
    rules: readonly Rule[],
    proposals: ReadonlyMap<string, Proposal>,
    past: Past,
  ): [Rule, Proposal][] {
    const terms = callTerms(dialogue, new Map([...proposals].map(([r, p]) => [r, p.confidence])), past.risky);
    // Read only where a rule hangs on it: most calls offer nothing, and then no opening can be a bad one.
    let opening: Position | undefined;
    const found = new Map<string, [Rule, Proposal]>();
    for (const rule of rules) {
      if (rule.off) continue;
      const proposal = proposals.get(rule.id);
      const weights = this.model.head.callWeights[rule.id];
      if (!weights) {
        if (proposal && stands(rule, proposal)) found.set(rule.id, [rule, proposal]);
        continue;
      }
      const least = rule.threshold ?? this.model.head.callThreshold;
      if (callConfidence(weights, withOpening(terms, mostTelling(weights, terms))) < least) continue;
      const cls = this.#index.get(callClass(rule.id));
      opening ??= this.#openingOf(dialogue);
      const score = cls === undefined ? 0 : this.model.score(opening, cls);
      const confidence = callConfidence(weights, withOpening(terms, score));
      if (confidence < least) continue;
      found.set(rule.id, [rule, { utteranceIndex: null, span: null, reasons: [], ...proposal, confidence }]);
    }
    const hidden = found.get("disclosure/hidden-purpose");
    const unsaid = found.get("disclosure/no-purpose");
    if (hidden && unsaid) found.delete(hidden[1].confidence >= unsaid[1].confidence ? unsaid[0].id : hidden[0].id);
    return [...found.values()];
  }

  #openingOf(dialogue: Dialogue): Position {
    const lines = openingOf(dialogue).map((line) => ({ words: line.words, cues: this.#known(line) }));
    const opening = this.model.place(openingGrams(this.#grams, lines), Role.Opening);
    for (const cues of openingCueFeatures(lines, dialogue.frame.direction)) this.model.add(cues, opening);
    return opening;
  }

  /** The words that weighed most for a class, and the clause that holds most of their weight. */
  #earned(line: Line, cls: number): { span: { start: number; end: number } | null; reasons: Reason[] } {
    const { earned } = this.#placesOf(line);
    const found = earned.get(cls) ?? this.#weighWords(line, cls);
    earned.set(cls, found);
    const first = line.words[found.first];
    const last = line.words[found.last];
    const span = first && last ? { start: first.start, end: last.end } : null;
    const reasons = found.top.map((w): Reason => {
      const m = line.words[w] as Line["words"][number];
      return { utteranceIndex: line.index, span: { start: m.start, end: m.end }, cue: `word:${m.base}` };
    });
    return { span, reasons };
  }

  #weighWords(line: Line, cls: number): Earned {
    const gained = new Float64Array(line.words.length);
    this.model.earn(this.#grams.read(line.words), Role.Self, cls, gained);
    const cues = cueFeatures(this.#known(line), Role.Self);
    const parts = this.model.contributions(cues, cls);
    for (let i = 0; i < parts.length; i++) {
      const word = cues.words[i] as number;
      if (word >= 0) gained[word] = (gained[word] as number) + (parts[i] as number);
    }
    let best = { sum: Number.NEGATIVE_INFINITY, from: 0, to: line.words.length };
    for (const { from, to } of line.clauses) {
      let sum = 0;
      for (let w = from; w < to; w++) sum += gained[w] as number;
      if (sum > best.sum) best = { sum, from, to };
    }
    const inClause = [...gained.keys()].filter((w) => w >= best.from && w < best.to && (gained[w] as number) > 0);
    const top = [...inClause]
      .sort((a, b) => (gained[b] as number) - (gained[a] as number))
      .slice(0, 3)
      .sort((a, b) => a - b);
    return { first: inClause[0] ?? best.from, last: inClause.at(-1) ?? best.to - 1, top };
  }
}
