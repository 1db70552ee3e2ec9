import type { Morpheme } from "../language/morpheme.js";
import { type Polarity, polarityOf } from "../language/polarity.js";
import type { Speaker } from "../transcript/schema.js";
import { addTo, Lists } from "./lists.js";
import type { Phrase } from "./phrase.js";
import { PhraseTree } from "./phrase-tree.js";
import type { Sounds } from "./sounds.js";
import { FORM, READING, TraitReader, type Traits, type Via, viaNames } from "./traits.js";

/** A named signal found in one utterance. */
export interface Cue {
  name: string;
  /** Morpheme indices, end exclusive. */
  from: number;
  to: number;
  /** UTF-16 offsets into the original utterance. */
  start: number;
  end: number;
  polarity: Polarity;
  /** How it was recognised: as written, by its kana reading, or by a near sound (weaker in this order). */
  via: "form" | "reading" | "sound";
}

/** Said as meant: not denied, not supposed, not somebody else's words. */
export const isMeant = ({ polarity }: Cue): boolean =>
  polarity === "asserted" ||
  polarity === "double-negation" ||
  polarity === "question" ||
  polarity === "conditional-pressure";

/** A phrase with the cue it gives. */
export interface Pattern {
  cue: string;
  speaker?: Exclude<Speaker, "system"> | undefined;
  phrase: Phrase;
}

/** How many words a gap (`…`) may span, and how many light words may stand inside a part. */
const GAP = 10;
const SKIP = 5;

/**
 * Steps of one walk. A phrase of one light word again and again (のののの) can be laid over a text of the same in more
 * ways than there is time for.
 */
const MAX_STEPS = 10_000;

/**
 * Where a part of a phrase with gaps was last completed, and – since the next part may begin inside this one – where before
 * that: from, to (0: nowhere) and via of each.
 */
const PART_ENDS = 6;
const BEFORE = 3;

interface Found {
  pattern: number;
  from: number;
  to: number;
  via: Via;
}

/** One line being matched. */
interface Pass {
  traits: readonly Traits[];
  /** Its place in `speakers`. */
  speaker: number;
  found: Found[];
  /** Slots of parts that have ended. */
  open: number[];
  /** How far the walk from the present word has gone. */
  steps: number;
}

/**
 * Finds all cues of all patterns in one pass. The walk starts at each word and follows one shared tree of word
 * forms, so the cost depends on the text and on what is found, not on how many patterns there are.
 *
 * Of a phrase with gaps each part but the last has a slot, where it is noted that and where the part ended.
 *
 * Knows the words of one tokenizer.
 */
export class Matcher {
  readonly #tree = new PhraseTree();
  /** By pattern; its words are in the tree. */
  readonly #cues: readonly string[];
  /** By pattern: places in `speakers`; 0: of both. */
  readonly #speakers: Uint8Array;
  /** By pattern: the slot of its first part, or -1 where there is but one part. */
  readonly #firstSlot: Int32Array;
  /** By slot: the pattern, where only the last part is still to come, else -1. */
  readonly #completes: readonly number[];
  /** By node: the patterns whose first part ends here. */
  readonly #ends: Lists;
  /** By node: the slots whose next part ends here. */
  readonly #later: Lists;
  /** By slot: whether its part has ended in the line being matched, and where, see `PART_ENDS`. */
  readonly #isOpen: Uint8Array;
  readonly #endedAt: Int32Array;
  readonly #traits = new TraitReader(this.#tree);

  /** @param sounds What is looked for by its sound as well. */
  constructor(
    patterns: readonly Pattern[],
    private readonly sounds?: Sounds,
  ) {
    this.#cues = patterns.map(({ cue }) => cue);
    this.#speakers = Uint8Array.from(patterns, ({ speaker }) => (speaker ? speakers.indexOf(speaker) : BOTH));
    this.#firstSlot = new Int32Array(patterns.length).fill(-1);
    const completes: number[] = [];
    const ends = new Map<number, number[]>();
    const later = new Map<number, number[]>();
    for (const [pattern, { phrase }] of patterns.entries()) {
      if (phrase.parts.length > 1) this.#firstSlot[pattern] = completes.length;
      for (const [k, part] of phrase.parts.entries()) {
        const nodes = new Set(part.map((run) => this.#tree.add(run)));
        for (const node of nodes)
          if (k === 0) addTo(ends, node, pattern);
          else addTo(later, node, completes.length - 1);
        if (k + 1 < phrase.parts.length) completes.push(k + 2 === phrase.parts.length ? pattern : -1);
      }
    }
    this.#completes = completes;
    this.#ends = new Lists(ends, this.#tree.masks.length);
    this.#later = new Lists(later, this.#tree.masks.length);
    this.#isOpen = new Uint8Array(completes.length);
    this.#endedAt = new Int32Array(completes.length * PART_ENDS);
  }

  /** Cues by place. Where one phrase of a cue lies inside another of the same cue, the longer stands. */
  match(words: readonly Morpheme[], speaker: Speaker): Cue[] {
    const traits = words.map((m) => this.#traits.of(m));
    const pass: Pass = { traits, speaker: speakers.indexOf(speaker), found: [], open: [], steps: 0 };
    for (let at = 0; at < words.length; at++) {
      pass.steps = 0;
      const { firstByForm, firstByBase, firstBySound } = traits[at] as Traits;
      if (firstByForm) this.#arrive(pass, firstByForm, at, at + 1, FORM);
      if (firstByBase) this.#arrive(pass, firstByBase, at, at + 1, FORM);
      for (const node of firstBySound) this.#arrive(pass, node, at, at + 1, READING);
    }
    for (const slot of pass.open) this.#isOpen[slot] = 0;
    const spelled = this.#settle(words, pass.found);
    const heard = this.sounds?.match(words, speaker, spelled);
    return heard?.length ? [...spelled, ...heard].sort(byPlace) : spelled;
  }

  /** Goes on from a node by the word at `i`: as written, else by its sound. */
  #follow(pass: Pass, node: number, from: number, i: number, via: Via): void {
    const tree = this.#tree;
    const { form, base, sound, kana } = pass.traits[i] as Traits;
    const byForm = tree.next(node, form);
    if (byForm) this.#arrive(pass, byForm, from, i + 1, via);
    const byBase = tree.next(node, base);
    if (byBase) this.#arrive(pass, byBase, from, i + 1, via);
    else if (sound) for (const next of tree.bySound(node, sound, kana)) this.#arrive(pass, next, from, i + 1, READING);
  }

  /** Notes what ends at a node, and goes on from it by the words from `to` on. */
  #arrive(pass: Pass, node: number, from: number, to: number, via: Via): void {
    if (++pass.steps > MAX_STEPS) return;
    this.#end(pass, node, from, to, via);
    const mask = this.#tree.masks[node] as number;
    if (!mask) return;
    const { traits } = pass;
    for (let i = to; i < traits.length; i++) {
      const word = traits[i] as Traits;
      if (word.mask & mask) this.#follow(pass, node, from, i, via);
      if (!word.soft || i - to >= SKIP || ++pass.steps > MAX_STEPS) return;
    }
  }

  #end(pass: Pass, node: number, from: number, to: number, via: Via): void {
    const { at, items } = this.#ends;
    for (let k = at[node] as number, end = at[node + 1] as number; k < end; k++) {
      const pattern = items[k] as number;
      const whose = this.#speakers[pattern];
      if (whose !== BOTH && whose !== pass.speaker) continue;
      const slot = this.#firstSlot[pattern] as number;
      if (slot < 0) pass.found.push({ pattern, from, to, via });
      else this.#note(pass, slot, from, to, via);
    }
    if (pass.open.length) this.#endLater(pass, node, from, to, via);
  }

  /** Notes that and where the part of a slot ended. */
  #note({ open }: Pass, slot: number, from: number, to: number, via: Via): void {
    const endedAt = this.#endedAt;
    const last = slot * PART_ENDS;
    if (this.#isOpen[slot]) for (let i = last; i < last + BEFORE; i++) endedAt[i + BEFORE] = endedAt[i] as number;
    else {
      this.#isOpen[slot] = 1;
      open.push(slot);
      endedAt[last + BEFORE + 1] = 0;
    }
    endedAt[last] = from;
    endedAt[last + 1] = to;
    endedAt[last + 2] = via;
  }

  /** Ends the later parts that end at a node, where the parts before them did. */
  #endLater(pass: Pass, node: number, at: number, to: number, via: Via): void {
    const endedAt = this.#endedAt;
    const { at: listAt, items } = this.#later;
    for (let k = listAt[node] as number, end = listAt[node + 1] as number; k < end; k++) {
      const slot = items[k] as number;
      if (!this.#isOpen[slot]) continue;
      let before = slot * PART_ENDS;
      if (at < (endedAt[before + 1] as number)) before += BEFORE;
      const ended = endedAt[before + 1] as number;
      if (!ended || at < ended || at - ended > GAP || crossesStop(pass.traits, ended, at)) continue;
      const begun = endedAt[before] as number;
      const whole = Math.max(endedAt[before + 2] as number, via) as Via;
      const pattern = this.#completes[slot] as number;
      if (pattern >= 0) pass.found.push({ pattern, from: begun, to, via: whole });
      else this.#note(pass, slot + 1, begun, to, whole);
    }
  }

  #settle(words: readonly Morpheme[], found: Found[]): Cue[] {
    const cues: Cue[] = [];
    const lasts = new Map<string, Cue>();
    found.sort((a, b) => a.from - b.from || b.to - a.to || a.via - b.via);
    for (const { pattern, from, to, via } of found) {
      const name = this.#cues[pattern] as string;
      const last = lasts.get(name);
      if (last && to <= last.to) continue;
      const cue: Cue = {
        name,
        from,
        to,
        start: (words[from] as Morpheme).start,
        end: (words[to - 1] as Morpheme).end,
        polarity: polarityOf(words, to - 1),
        via: viaNames[via],
      };
      cues.push(cue);
      lasts.set(name, cue);
    }
    return cues.sort(byPlace);
  }
}

const speakers: readonly Speaker[] = ["system", "agent", "customer"];
/** The place of `system`, whose words no pattern is for. */
const BOTH = 0;

const byPlace = (a: Cue, b: Cue) => a.from - b.from || a.to - b.to || (a.name < b.name ? -1 : 1);

function crossesStop(traits: readonly Traits[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (traits[i]?.stop) return true;
  return false;
}
