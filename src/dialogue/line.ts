import type { Cue } from "../dictionary/matcher.js";
import type { Clause } from "../language/clauses.js";
import type { Morpheme } from "../language/morpheme.js";
import type { Speaker } from "../transcript/schema.js";

/** Where a model puts a text: a vector, and the squared length to bring it to one length by. */
export interface Position {
  vector: Float64Array;
  squares: number;
}

/** Where a text lies for the model that looked at it last: when it is looked at, and when it stands before another. */
export interface Places {
  by: object;
  self: Position;
  before: Position;
  /** By class, once one was found, the words that earned it. */
  earned: Map<number, Earned>;
}

/** Words that speak for a class, by their place in the line: where they begin and end, and those that weigh most. */
export interface Earned {
  first: number;
  last: number;
  top: readonly number[];
}

/** What a text says by itself, whatever the call. Shared by all calls that hold it: never changed. */
export interface ReadText {
  readonly words: readonly Morpheme[];
  readonly clauses: readonly Clause[];
  readonly cues: readonly Cue[];
  /** The cues by name, once one was asked for. */
  byName?: ReadonlyMap<string, readonly Cue[]>;
  /** With the names introduced in it, as an agent's first words and later on, and with those declared with a call. */
  named?: { first?: ReadText; later?: ReadText; declared?: { key: string; read: ReadText } };
  /** Kept with the text, so that it goes when the text goes; a WeakMap would cost more than it saves. */
  places?: Places;
}

/** An utterance as read: its words, clauses and cues. */
export interface Line {
  /** Its place in `transcript.utterances`. */
  index: number;
  speaker: Speaker;
  text: string;
  /** Milliseconds since the start of the call, where the transcript has them. */
  startMs?: number;
  endMs?: number;
  /** What holds the words, clauses and cues, with what is worked out of them. Lines made by hand have none. */
  read?: ReadText;
  words: readonly Morpheme[];
  clauses: readonly Clause[];
  cues: readonly Cue[];
}

/** The clause that holds a word; the last one for a word past the end. */
export function clauseAt(line: Line, word: number): number {
  const at = line.clauses.findIndex((c) => word < c.to);
  return at < 0 ? line.clauses.length - 1 : at;
}

/** Cues by name or by family: `identifier` finds `identifier.birthdate` too. Rules ask often, most often in vain. */
export function cuesOf({ cues, read }: Pick<Line, "cues" | "read">, ...names: string[]): readonly Cue[] {
  if (!cues.length) return none;
  const byName = read?.cues === cues ? (read.byName ??= indexOf(cues)) : indexOf(cues);
  let found = none;
  for (const name of names) {
    const there = byName.get(name);
    if (!there) continue;
    if (found !== none) return inOrder(cues, byName, names);
    found = there;
  }
  return found;
}

const none: readonly Cue[] = [];
type ByName = ReadonlyMap<string, readonly Cue[]>;

function inOrder(cues: readonly Cue[], byName: ByName, names: readonly string[]): readonly Cue[] {
  const wanted = new Set(names.flatMap((n) => byName.get(n) ?? none));
  return cues.filter((c) => wanted.has(c));
}

/** By name and by every family that the name belongs to, in the order of the line. */
function indexOf(cues: readonly Cue[]): ByName {
  const index = new Map<string, Cue[]>();
  for (const cue of cues)
    for (let end = cue.name.length; end > 0; end = cue.name.lastIndexOf(".", end - 1)) {
      const family = cue.name.slice(0, end);
      const members = index.get(family);
      if (members) members.push(cue);
      else index.set(family, [cue]);
    }
  return index;
}

/** The first such cue that is not denied, quoted or hypothetical. */
export function asserted(line: Line, ...names: string[]): Cue | undefined {
  return cuesOf(line, ...names).find(
    (c) => c.polarity === "asserted" || c.polarity === "double-negation" || c.polarity === "question",
  );
}
