import type { Tokenizer } from "../language/tokenizer.js";
import type { Span } from "../report/schema.js";
import type { Transcript } from "../transcript/schema.js";
import { addressesIn } from "./addresses.js";
import { type Context, Topics } from "./context.js";
import { birthdatesIn } from "./dates.js";
import { emailsIn } from "./emails.js";
import { Cover, type Found, type Line, originalRange, type PersonalKind, readLine } from "./line.js";
import { agentNamesIn, namesIn } from "./names.js";
import { personalNumbers } from "./numbers.js";
import { Pieces } from "./pieces.js";
import { Repeats } from "./repeats.js";

/** A stretch of an utterance that tells who the customer is; UTF-16 offsets into its original text. */
export interface PersonalSpan {
  utteranceIndex: number;
  span: Span;
  kind: PersonalKind;
}

/**
 * What a call says of who the customer is: in the customer's own words, in the agent's repetition, and by check digits
 * anywhere. In order, none overlapping. Takes time linear in the call.
 */
export function findPersonal(transcript: Transcript, tokenizer: Pick<Tokenizer, "tokenize">): PersonalSpan[] {
  const tokenize = (text: string) => tokenizer.tokenize(text);
  const lines = transcript.utterances.map((utterance, index) => readLine(index, utterance, tokenize));
  const ofAgents = new Set(lines.flatMap(agentNamesIn));
  if (transcript.agent?.name) for (const { surface } of tokenize(transcript.agent.name)) ofAgents.add(surface);
  const topics = new Topics();
  const pieces = new Pieces();
  const repeats = new Repeats();
  const found = lines.map((line) => {
    const context = topics.next(line);
    const here = inLine(line, context, ofAgents);
    for (const { kind } of here) if (line.speaker === "customer") topics.answered(kind);
    pieces.next(line, here);
    for (const f of here) repeats.learn(line, f);
    return here;
  });
  for (const { line, found: more, digits } of pieces.found()) {
    found[line]?.push(...more);
    repeats.learnDigits(digits);
  }
  return lines.flatMap((line) => {
    const here = found[line.index] ?? [];
    here.push(...repeats.again(line, here));
    return merged(here).map(({ kind, ...range }) => ({
      utteranceIndex: line.index,
      span: originalRange(line, range),
      kind,
    }));
  });
}

function inLine(line: Line, context: Context, ofAgents: ReadonlySet<string>): Found[] {
  if (line.speaker === "system") return [];
  const cover = new Cover(line.text.length);
  const found: Found[] = [];
  const add = (more: readonly Found[]) => {
    for (const f of more.flatMap((m) => cover.free(m).map((range) => ({ ...m, ...range })))) {
      cover.add(f);
      found.push(f);
    }
  };
  add(merged(emailsIn(line)));
  add(birthdatesIn(line, context.topics.has("birthdate")));
  add(addressesIn(line, context));
  add(personalNumbers(line, context, cover));
  add(merged(namesIn(line, context, ofAgents)));
  return found;
}

function merged(found: Found[]): Found[] {
  const out: Found[] = [];
  for (const f of [...found].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = out.at(-1);
    if (last && f.from < last.to) last.to = Math.max(last.to, f.to);
    else if (f.to > f.from) out.push({ ...f });
  }
  return out;
}
