import { inferDirection, OPENING_LINES } from "./dialogue/direction.js";
import { type CallFrame, type Dialogue, learn, noFacts, type ReadLine } from "./dialogue/facts.js";
import type { Line } from "./dialogue/line.js";
import { namesIn } from "./dialogue/naming.js";
import { actsByCue, blendActs } from "./dialogue/read-acts.js";
import type { Matcher } from "./dictionary/matcher.js";
import { clausesOf } from "./language/clauses.js";
import type { Morpheme } from "./language/morpheme.js";
import type { SeenLine } from "./model/features.js";
import type { Impression, Judge } from "./model/judge.js";
import type { Proposal, Rule } from "./rules/rule.js";
import type { Utterance } from "./transcript/schema.js";

/** What is loaded once and shared by all calls. */
export interface Engine {
  tokenize(text: string): Morpheme[];
  matcher: Matcher;
  rules: readonly Rule[];
  /** Absent: the rules alone decide. */
  judge: Judge | undefined;
}

/** What one utterance brought. */
export interface Step {
  line: ReadLine;
  /** What each rule put forward, before the model weighed it. */
  proposals: ReadonlyMap<string, Proposal>;
  impression: Impression | undefined;
  findings: [Rule, Proposal][];
}

/** A call being read, utterance by utterance. */
export class Call {
  readonly dialogue: Dialogue;
  readonly #lines: ReadLine[] = [];
  #customer: SeenLine | undefined;
  #agent: SeenLine | undefined;
  /** The direction was not told with the call. */
  readonly #inferring: boolean;

  constructor(
    private readonly engine: Engine,
    frame: CallFrame,
  ) {
    this.dialogue = { frame, lines: this.#lines, facts: noFacts };
    this.#inferring = frame.direction === "unknown";
  }

  push(utterance: Utterance): Step {
    const { engine, dialogue } = this;
    const { judge } = engine;
    const line = this.#read(utterance);
    if (this.#inferring && line.index < OPENING_LINES)
      dialogue.frame = { ...dialogue.frame, direction: inferDirection([...this.#lines, line]) };
    const seen = judge?.see(line);
    const impression = seen && judge?.read(seen, this.#customer, this.#agent, dialogue.frame.direction);
    const readLine: ReadLine = { ...line, acts: blendActs(actsByCue(line, this.#lines), impression?.acts) };
    const proposals = new Map<string, Proposal>();
    let findings: [Rule, Proposal][] = [];
    if (line.speaker === "agent") {
      for (const rule of engine.rules) {
        const proposal = rule.propose?.(readLine, dialogue);
        if (proposal) proposals.set(rule.id, proposal);
      }
      findings =
        judge && impression
          ? judge.weigh(readLine, impression, dialogue.facts, dialogue.frame.direction, engine.rules, proposals)
          : strongest(engine.rules, proposals);
    }
    const step: Step = { line: readLine, proposals, impression, findings };
    this.#lines.push(readLine);
    dialogue.facts = learn(dialogue.facts, readLine, dialogue.frame.direction);
    if (line.speaker === "customer") this.#customer = seen;
    if (line.speaker === "agent") this.#agent = seen;
    return step;
  }

  /** What the rules say of the call as a whole. */
  conclude(): [Rule, Proposal][] {
    const findings: [Rule, Proposal][] = [];
    for (const rule of this.engine.rules) {
      const proposal = rule.conclude?.(this.dialogue);
      if (proposal) findings.push([rule, proposal]);
    }
    return findings;
  }

  get #agentSpoke(): boolean {
    return this.#lines.some((l) => l.speaker === "agent");
  }

  #read({ speaker, text, startMs, endMs }: Utterance): Line {
    const words = this.engine.tokenize(text);
    const cues = this.engine.matcher.match(words, speaker);
    if (speaker === "agent") cues.push(...namesIn(words, cues, text, this.dialogue.frame, !this.#agentSpoke));
    const line: Line = { index: this.#lines.length, speaker, text, words, clauses: clausesOf(words), cues };
    if (startMs !== undefined) line.startMs = startMs;
    if (endMs !== undefined) line.endMs = endMs;
    return line;
  }
}

/** Without a model: of each category the proposal that its rule is surest of. */
function strongest(rules: readonly Rule[], proposals: ReadonlyMap<string, Proposal>): [Rule, Proposal][] {
  const best = new Map<string, [Rule, Proposal]>();
  for (const rule of rules) {
    const proposal = proposals.get(rule.id);
    if (!proposal) continue;
    const kept = best.get(rule.category);
    if (!kept || proposal.confidence > kept[1].confidence) best.set(rule.category, [rule, proposal]);
  }
  return [...best.values()];
}
