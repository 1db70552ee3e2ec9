import { inferDirection, OPENING_LINES } from "./dialogue/direction.js";
import { type CallFrame, type Dialogue, learn, noFacts, type ReadLine } from "./dialogue/facts.js";
import type { Line } from "./dialogue/line.js";
import type { LineReader } from "./dialogue/line-reader.js";
import { withNames } from "./dialogue/naming.js";
import { actsByCue, blendActs } from "./dialogue/read-acts.js";
import { placeOf, sentenceEndingWith } from "./dialogue/sentence.js";
import { type Look, noPast, type Past, remember } from "./model/confidence.js";
import type { Judge, Verdict } from "./model/judge.js";
import { type Proposal, type Rule, stands } from "./rules/rule.js";
import type { Transcript, Utterance } from "./transcript/schema.js";

/** What is loaded once and shared by all calls. */
export interface Engine {
  reader: LineReader;
  rules: readonly Rule[];
  /** Names all this in every report, see `packOf`. */
  pack: string;
  /** Absent: the rules alone decide. */
  judge: Judge | undefined;
  /** Whether the dictionary has a text as a family name. */
  isSurname(text: string): boolean;
  /** What the configuration knows of every call. */
  frameOf(frame: CallFrame): CallFrame;
}

/** What one utterance brought. */
export interface Step {
  line: ReadLine;
  /** What each rule put forward, before the model weighed it. */
  proposals: ReadonlyMap<string, Proposal>;
  findings: [Rule, Proposal][];
  /** How it looks to the model; empty without one, and for customers. */
  look: Look;
}

/** A call being read, utterance by utterance. */
export class Call {
  readonly dialogue: Dialogue;
  readonly #lines: ReadLine[] = [];
  #customer: Line | undefined;
  #agent: Line | undefined;
  /** What was found in the agent's last line, by category. */
  #lastFound: readonly string[] = [];
  #past = noPast;
  /** The direction was not told with the call. */
  readonly #inferring: boolean;

  /** @param known what is told of the call before it begins; who began it is inferred where that is not told */
  constructor(
    private readonly engine: Engine,
    known: Omit<CallFrame, "direction"> & Pick<Transcript, "direction">,
  ) {
    const frame: CallFrame = { ...known, direction: known.direction ?? "unknown" };
    this.dialogue = { frame: engine.frameOf(frame), lines: this.#lines, facts: noFacts };
    this.#inferring = frame.direction === "unknown";
  }

  /** The customer's last line. */
  get customer(): Line | undefined {
    return this.#customer;
  }

  /** The agent's last line. */
  get agent(): Line | undefined {
    return this.#agent;
  }

  /** Reads an utterance and keeps it. */
  push(utterance: Utterance): Step {
    const { step, frame } = this.#consider(utterance);
    const { line } = step;
    const { dialogue } = this;
    dialogue.frame = frame;
    this.#lines.push(line);
    dialogue.facts = learn(dialogue.facts, line, frame.direction);
    if (line.speaker === "customer") this.#customer = line;
    if (line.speaker === "agent") {
      this.#agent = line;
      this.#lastFound = step.findings.map(([rule]) => rule.category);
    }
    this.#past = remember(this.#past, step.look);
    return step;
  }

  /** Reads an utterance as if it came next, and forgets it again. */
  peek(utterance: Utterance): Step {
    return this.#consider(utterance).step;
  }

  #consider(utterance: Utterance): { step: Step; frame: CallFrame } {
    const line = this.#read(utterance);
    const frame =
      this.#inferring && line.index < OPENING_LINES
        ? { ...this.dialogue.frame, direction: inferDirection([...this.#lines, line]) }
        : this.dialogue.frame;
    const step = this.#judge(line, frame);
    return {
      step: { ...step, findings: [...step.findings, ...this.#findInSentence(line, frame, step.findings)] },
      frame,
    };
  }

  #judge(line: Line, frame: CallFrame): Step {
    const { rules, judge } = this.engine;
    const dialogue: Dialogue = { ...this.dialogue, frame };
    const impression = judge?.read(line, this.#customer, this.#agent, frame.direction);
    const readLine: ReadLine = { ...line, acts: blendActs(actsByCue(line, this.#lines), impression?.acts) };
    if (impression) readLine.impressed = impression.acts;
    const proposals = new Map<string, Proposal>();
    let verdict: Verdict = { findings: [], look: new Map() };
    if (line.speaker === "agent") {
      for (const rule of rules) {
        const proposal = rule.propose?.(readLine, dialogue);
        if (proposal) proposals.set(rule.id, proposal);
      }
      verdict =
        judge && impression
          ? judge.weigh(readLine, impression, dialogue.facts, frame.direction, rules, proposals, this.#past)
          : { ...verdict, findings: strongest(rules, proposals) };
    }
    return { line: readLine, proposals, ...verdict };
  }

  /**
   * A sentence that the recogniser cut into several utterances is read once more as one, where it ends: what only the
   * whole of it says is found at the last of its utterances.
   */
  #findInSentence(line: Line, frame: CallFrame, found: readonly [Rule, Proposal][]): [Rule, Proposal][] {
    if (line.speaker !== "agent") return [];
    const sentence = sentenceEndingWith(line, this.#lines);
    if (!sentence) return [];
    const read = this.engine.reader.read(sentence.text, line.speaker);
    const { words, clauses, cues } = read;
    const known = new Set([...found.map(([rule]) => rule.category), ...this.#lastFound]);
    const whole = this.#judge({ ...line, text: sentence.text, read, words, clauses, cues }, frame);
    return whole.findings.flatMap(([rule, proposal]) => {
      if (known.has(rule.category) || !proposal.span) return [];
      const place = placeOf(sentence, proposal.span);
      if (place.utteranceIndex !== line.index) return [];
      const reasons = proposal.reasons.map((reason) =>
        reason.utteranceIndex === line.index ? { ...reason, ...placeOf(sentence, reason.span) } : reason,
      );
      return [[rule, { ...proposal, ...place, reasons }] as [Rule, Proposal]];
    });
  }

  /** What the rules put forward about the call as a whole. */
  proposeForCall(): Map<string, Proposal> {
    const proposals = new Map<string, Proposal>();
    for (const rule of this.engine.rules) {
      const proposal = rule.conclude?.(this.dialogue);
      if (proposal) proposals.set(rule.id, proposal);
    }
    return proposals;
  }

  /** How the agent's lines so far looked to the model. */
  get past(): Past {
    return this.#past;
  }

  /** Findings about the call as a whole. */
  conclude(): [Rule, Proposal][] {
    const { rules, judge } = this.engine;
    const proposals = this.proposeForCall();
    if (judge) return judge.weighCall(this.dialogue, rules, proposals, this.#past);
    return rules.flatMap((rule) => {
      const proposal = proposals.get(rule.id);
      return proposal && stands(rule, proposal) ? [[rule, proposal] as [Rule, Proposal]] : [];
    });
  }

  get #agentSpoke(): boolean {
    return this.#lines.some((l) => l.speaker === "agent");
  }

  #read({ speaker, text, startMs, endMs }: Utterance): Line {
    const { reader, isSurname } = this.engine;
    const heard = reader.read(text, speaker);
    const read =
      speaker === "agent" ? withNames(heard, text, this.dialogue.frame, !this.#agentSpoke, isSurname) : heard;
    const { words, clauses, cues } = read;
    const line: Line = { index: this.#lines.length, speaker, text, read, words, clauses, cues };
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
    if (!proposal || !stands(rule, proposal)) continue;
    // Rules of the house each say a thing of their own.
    const place = rule.category === "custom" ? rule.id : rule.category;
    const kept = best.get(place);
    if (!kept || proposal.confidence > kept[1].confidence) best.set(place, [rule, proposal]);
  }
  return [...best.values()];
}
