import { ReadingIndex } from "../language/fuzzy.js";
import type { Morpheme } from "../language/morpheme.js";
import { polarityOf } from "../language/polarity.js";
import type { Speaker } from "../transcript/schema.js";
import type { Cue } from "./matcher.js";

/** A word or name that is looked for by its sound too. */
export interface Sound {
  cue: string;
  speaker?: Exclude<Speaker, "system"> | undefined;
  /** In kana. */
  reading: string;
}

/** Finds cues by how they sound, for what speech recognition writes instead of them. */
export class Sounds {
  readonly #index: ReadingIndex<Sound>;

  /** @param readingsOf see {@link ReadingIndex} */
  constructor(sounds: readonly Sound[], readingsOf?: (surface: string) => readonly string[]) {
    this.#index = new ReadingIndex(
      sounds.map((key) => ({ reading: key.reading, key })),
      readingsOf,
    );
  }

  /** Cues that sound so and are not among those found as they are spelled. */
  match(words: readonly Morpheme[], speaker: Speaker, spelled: readonly Cue[]): Cue[] {
    const found: Cue[] = [];
    // What sounds the same goes before what sounds nearly so: あんしょう番号 is no 認証番号.
    const matches = this.#index.find(words).sort((a, b) => a.distance - b.distance);
    for (const { key, from, to, start, end, distance } of matches) {
      if (key.speaker && key.speaker !== speaker) continue;
      const there = (c: Cue) => c.from < to && from < c.to;
      if (spelled.some((c) => c.name === key.cue && there(c))) continue;
      if (found.some((c) => there(c) && (distance > 0 || c.name === key.cue))) continue;
      found.push({ name: key.cue, from, to, start, end, polarity: polarityOf(words, to - 1), via: "sound" });
    }
    return found;
  }
}
