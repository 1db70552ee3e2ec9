import type { Cue } from "../dictionary/matcher.js";
import { type Act, type ActReader, type ActReading, actsOf, labelledActs } from "./acts.js";
import { clauseAt, cuesOf, type Line } from "./line.js";

const holdsAs = (cue: Cue) =>
  cue.polarity !== "negated" && cue.polarity !== "quoted" && cue.polarity !== "hypothetical";
const has = (line: Line | undefined, ...names: string[]) => line !== undefined && cuesOf(line, ...names).some(holdsAs);
const any = (line: Line | undefined, ...names: string[]) => line !== undefined && cuesOf(line, ...names).length > 0;

/** Reads acts from cues: those of the same name, and cues that do an act together or after what was said before. */
export const actsByCue: ActReader = (line, before) => {
  const acts = new Map<Act, number>();
  for (const act of actsOf(line.speaker))
    for (const cue of cuesOf(line, act))
      if (holdsAs(cue)) acts.set(act, Math.max(acts.get(act) ?? 0, cue.via === "form" ? 0.9 : 0.7));
  const context: Context = {
    line,
    agent: last(before, "agent"),
    customer: last(before, "customer"),
    before,
    acts,
  };
  if (line.speaker === "customer") readCustomer(context);
  if (line.speaker === "agent") readAgent(context);
  return acts;
};

const learned: ReadonlySet<Act> = new Set(labelledActs);

/**
 * Acts as cues and the model see them together. What it has learned from whole calls the model knows better than the
 * cues; elsewhere either may carry an act alone when it is sure. Names are the cues' matter alone, since how one is
 * introduced does not depend on which name it is.
 */
export function blendActs(byCue: ActReading, byModel: ActReading | undefined): ActReading {
  if (!byModel) return byCue;
  const acts = new Map<Act, number>();
  const see = (act: Act, cue: number) => {
    const isName = act === "names-company" || act === "names-self";
    const model = byModel.get(act) ?? 0;
    const p = isName ? cue : learned.has(act) ? 0.75 * model + 0.4 * cue : 0.6 * (model + cue);
    if (p > 0) acts.set(act, Math.min(1, p));
  };
  for (const [act, p] of byCue) see(act, p);
  for (const act of byModel.keys()) if (!byCue.has(act)) see(act, 0);
  return acts;
}

interface Context {
  line: Line;
  /** The other lines last heard. */
  agent: Line | undefined;
  customer: Line | undefined;
  before: readonly Line[];
  acts: Map<Act, number>;
}

/** Whether the agent has had fewer turns than that. Looks at no more of the call than it must. */
function turnsBelow(limit: number, lines: readonly Line[]): boolean {
  let turns = 0;
  for (const { speaker } of lines) if (speaker === "agent" && ++turns === limit) return false;
  return true;
}

function last(lines: readonly Line[], speaker: Line["speaker"]): Line | undefined {
  for (let i = lines.length - 1; i >= 0; i--) if (lines[i]?.speaker === speaker) return lines[i];
  return undefined;
}

/** Cues of both names in one clause. */
function together(line: Line, a: string, b: string): boolean {
  return cuesOf(line, a).some(
    (x) =>
      holdsAs(x) &&
      cuesOf(line, b).some((y) => holdsAs(y) && Math.abs(clauseAt(line, x.from) - clauseAt(line, y.from)) <= 1),
  );
}

/** 〜ました, 〜ています: told of as done or under way. */
function isTold(line: Line, cue: Cue): boolean {
  for (let i = cue.from + 1; i < Math.min(cue.to + 3, line.words.length); i++) {
    const m = line.words[i];
    if (m?.base === "た" && m.pos === "助動詞") return true;
    if (m && m.pos === "動詞" && m.posDetail === "非自立" && /^(?:いる|おる|る|とる|てる)$/u.test(m.base)) return true;
    if (m?.pos === "記号") return false;
  }
  return false;
}

/** 〜です, 〜でございます follow, with no other noun between. */
function isPredicate(line: Line, cue: Cue): boolean {
  for (let i = cue.to; i < cue.to + 4; i++) {
    const m = line.words[i];
    if (m && /^(?:です|だ|ござる|なる)$/u.test(m.base)) return holdsAs(cue) && cue.polarity !== "question";
    if (!m || (m.pos === "名詞" && m.posDetail !== "接尾") || m.pos === "動詞" || m.pos === "記号") return false;
  }
  return false;
}

const offers = (line: Line | undefined) =>
  any(line, "pitch", "states-sales-purpose", "offering", "sales-word", "ask-leave", "product");

function readCustomer({ line, agent, before, acts }: Context): void {
  const lower = (act: Act, p: number) => acts.has(act) && acts.set(act, Math.min(acts.get(act) ?? 0, p));
  // A soft no counts after an offer, and where nothing in the line says yes or asks on.
  const soft =
    cuesOf(line, "no-thanks").some((c) => holdsAs(c) && c.polarity !== "question") &&
    !any(line, "not-a-refusal", "postpones");
  const offered =
    !before.length || offers(agent) || before.slice(-4).some((l) => l.speaker === "agent" && any(l, "pitch"));
  if (!acts.has("refusal") && soft && offered && !has(line, "consent")) acts.set("refusal", 0.6);
  const refusals = cuesOf(line, "refusal").filter(holdsAs);
  if (
    refusals.length &&
    refusals.every(
      (c) =>
        c.polarity === "question" && !/れる|もらう|もらえる|いただく|いただける|くださる|くれる/u.test(tail(line, c)),
    )
  )
    lower("refusal", 0.4);
  if (any(line, "not-a-refusal")) lower("refusal", 0.3);
  const consents = cuesOf(line, "consent").filter(holdsAs);
  if (consents.length && consents.every((c) => isTold(line, c) || c.polarity === "question")) acts.delete("consent");
  if (acts.has("consent") && (acts.get("refusal") ?? 0) > 0.5) {
    const [r, c] = [refusals.at(-1), consents.at(-1)];
    if (r && c && c.from > r.to && turns(line, r.to, c.from)) acts.set("refusal", 0.3);
    else acts.set("consent", 0.3);
  }
  if (has(line, "assent") && any(agent, "pitch", "asks-decision") && !soft && (acts.get("refusal") ?? 0) < 0.5)
    acts.set("consent", Math.max(acts.get("consent") ?? 0, 0.6));
  if (any(line, "own-superior")) lower("ask-supervisor", 0.3);
  if (any(line, "fraud-elsewhere")) lower("doubt", 0.3);
  if (any(line, "already-known")) {
    lower("ask-identity", 0.4);
    lower("ask-purpose", 0.4);
  }
  if (acts.has("ask-source")) lower("ask-identity", 0.4);
  if ((acts.get("refusal") ?? 0) > 0.5) lower("asks-about-offer", 0.4);
  // Asked for by the agent: an answer, not a gift.
  if (any(agent, "request") && any(agent, "identifier")) lower("volunteers-data", 0.3);
}

/** A けど, が or でも between two places: what comes after outweighs what came before. */
const turns = (line: Line, from: number, to: number) =>
  line.words.slice(from, to).some((w) => /^(?:けど|けれど|けども|が|でも|ただ|だけど|やっぱり)$/u.test(w.surface));

const tail = (line: Line, cue: Cue) =>
  line.words
    .slice(cue.from, cue.to + 4)
    .map((w) => w.base)
    .join("");

function readAgent({ line, customer, before, acts }: Context): void {
  const up = (act: Act, p: number) => acts.set(act, Math.max(acts.get(act) ?? 0, p));
  const product = has(line, "product");
  if (product && (together(line, "product", "offering") || together(line, "product", "sales-word")))
    up("states-sales-purpose", 0.7);
  if (any(line, "vague-topic") && !product) acts.delete("states-sales-purpose");
  const plain = any(line, "offering", "matter-word", "sales-word", "pitch", "plain-statement");
  if (product && !any(line, "someone-elses") && (plain || cuesOf(line, "product").some((c) => isPredicate(line, c))))
    up("states-product", 0.7);
  // In the first lines: something of the house to be looked at, and nothing said of selling.
  if (turnsBelow(2, before) && together(line, "inspects", "house-thing")) up("pretext-opening", 0.6);
  if (
    together(line, "invites", "product") ||
    together(line, "invites", "offering") ||
    together(line, "invites", "benefit")
  )
    up("pitch", 0.8);
  if (together(line, "benefit", "product") || together(line, "benefit", "offering")) up("pitch", 0.7);
  if (any(line, "hedged-decline")) acts.delete("pitch");
  const refused = customer !== undefined && any(customer, "refusal", "no-thanks");
  if (acts.has("accepts-refusal")) {
    const goesOn = any(line, "goes-on") || acts.has("pitch");
    if (goesOn || !(refused || before.length === 0)) acts.set("accepts-refusal", 0.3);
  }
  if (any(line, "customer-records")) acts.delete("announces-recording");
  if (has(line, "superior-of-agent") && has(line, "puts-through") && !any(line, "superior-unavailable"))
    up("offers-supervisor", 0.8);
  if (any(line, "superior-unavailable")) acts.delete("offers-supervisor");
  if (has(line, "public-body") && has(line, "verifies-self")) up("invites-independent-check", 0.6);
  if (has(line, "ends-call-first") && has(line, "verifies-self")) up("invites-independent-check", 0.8);
  if (any(line, "fraud-word") && any(line, "cautions")) up("warns-of-fraud", 0.8);
  if (together(line, "matter-thing", "matter-word") && !any(line, "vague-topic")) up("states-matter-on-callback", 0.7);
  if (acts.has("states-product") && !any(line, "vague-topic")) up("states-matter-on-callback", 0.6);
  if (any(line, "own-innocence")) acts.delete("warns-of-fraud");
  if (acts.has("pitch") && any(line, "goes-on")) acts.delete("invites-independent-check");
  if (acts.has("states-sales-purpose")) acts.delete("pretext-opening");
}
