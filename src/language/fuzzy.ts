import levenshtein from "fast-levenshtein";
import type { Morpheme } from "./morpheme.js";
import { NearReadings } from "./near-readings.js";
import { countMorae, lineReading, toKatakana } from "./reading.js";
import { beginsNothing, earliestEnd, isSingleCharacter, isSolid } from "./recognizer-noise.js";

/** Readings of fewer morae have too many homophones to be looked for by sound. */
const SHORTEST = 4;
/** From this many morae on one wrong kana is forgiven. */
const FORGIVING = 5;

export interface ReadingEntry<K> {
  /** In kana. */
  reading: string;
  key: K;
}

export interface ReadingMatch<K> {
  key: K;
  /** The reading that was looked for, in katakana. */
  reading: string;
  /** Morphemes `from` to `to` (exclusive); of the last one perhaps only the beginning. */
  from: number;
  to: number;
  /** UTF-16 offsets into the original text. */
  start: number;
  end: number;
  /** 0: it sounds the same. 1: one kana is wrong, missing or too many. */
  distance: number;
}

/** What is asked of a word. */
interface Traits {
  readings: readonly string[];
  /** Something looked for may begin with it. */
  begins: boolean;
  /** See `isSolid`. */
  solid: boolean;
  /** See `earliestEnd`. */
  earliestEnd: number;
}

/**
 * Finds words by how they sound, for what recognisers write instead of them (静年月日, せいねんがっぴ for 生年月日).
 * What is spelled as usual is found as well.
 *
 * A match begins where a word begins, other than a particle, and ends where one ends, within an unknown word in kana, or
 * before the ending of a verb such as 訳し. A wrong kana is forgiven only in what looks like noise itself (see `isSolid`): what the dictionary spells that
 * way is never taken for another word, so that 認証番号 does not become 暗証番号. Readings of fewer than 4 morae are
 * ignored, and in those of 4 nothing is forgiven. Further spellings of a mishearing (クチザバンゴウ for 口座番号) may be
 * entered with the same key. Time is linear in the line.
 */
export class ReadingIndex<K> {
  private readonly keys = new Map<string, K[]>();
  private readonly prefixes = new Set<string>();
  private readonly near = new NearReadings();
  /** By the word's number; of the words of one tokenizer. */
  private readonly traits: Traits[] = [];

  /**
   * @param readingsOf Other readings of a single character, to try as well (静 is シズ, but also セイ); see
   * `Tokenizer.readingsOf`.
   */
  constructor(
    entries: Iterable<ReadingEntry<K>>,
    private readonly readingsOf?: (surface: string) => readonly string[],
  ) {
    for (const { reading, key } of entries) this.enter(toKatakana(reading), key);
  }

  private enter(reading: string, key: K): void {
    const morae = countMorae(reading);
    if (morae < SHORTEST) return;
    const known = this.keys.get(reading);
    if (known) {
      known.push(key);
      return;
    }
    this.keys.set(reading, [key]);
    for (let i = 1; i <= reading.length; i++) this.prefixes.add(reading.slice(0, i));
    if (morae >= FORGIVING) this.near.add(reading);
  }

  /** All matches, by where they begin. Those with a wrong kana do not overlap others of the same key. */
  find(morphemes: readonly Morpheme[]): ReadingMatch<K>[] {
    const found: ReadingMatch<K>[] = [];
    const traits = morphemes.map((m) => this.traitsOf(m));
    for (let from = 0; from < morphemes.length; from++) {
      if ((traits[from] as Traits).begins) this.sameSound(morphemes, traits, from, from, "", found);
    }
    if (this.near.longest > 0 && traits.some((t) => !t.solid)) this.similarSound(morphemes, traits, found);
    return found.sort((a, b) => a.start - b.start || a.end - b.end);
  }

  private sameSound(
    morphemes: readonly Morpheme[],
    traits: readonly Traits[],
    from: number,
    at: number,
    before: string,
    found: ReadingMatch<K>[],
  ): void {
    const word = traits[at];
    if (!word) return;
    for (const reading of word.readings) {
      for (let size = word.earliestEnd; size < reading.length; size++) {
        const sound = before + reading.slice(0, size);
        if (!this.prefixes.has(sound)) break;
        this.add(found, morphemes, sound, from, at, reading.length - size, 0);
      }
      const sound = before + reading;
      if (!this.prefixes.has(sound)) continue;
      if (reading !== "") this.add(found, morphemes, sound, from, at, 0, 0);
      this.sameSound(morphemes, traits, from, at + 1, sound, found);
    }
  }

  private traitsOf(morpheme: Morpheme): Traits {
    const kept = morpheme.id < 0 ? undefined : this.traits[morpheme.id];
    if (kept) return kept;
    const readings = this.readings(morpheme);
    const least = earliestEnd(morpheme);
    const begins = !beginsNothing(morpheme) && readings.some((r) => r === "" || this.prefixes.has(r.slice(0, least)));
    const traits = { readings, begins, solid: isSolid(morpheme), earliestEnd: least };
    if (morpheme.id >= 0) this.traits[morpheme.id] = traits;
    return traits;
  }

  private readings(morpheme: Morpheme): readonly string[] {
    // クーリング・オフ
    if (morpheme.reading.includes("・")) return [morpheme.reading.replaceAll("・", "")];
    if (!this.readingsOf || !isSingleCharacter(morpheme)) return [morpheme.reading];
    const others = this.readingsOf(morpheme.surface);
    return others.includes(morpheme.reading) ? others : [morpheme.reading, ...others];
  }

  private similarSound(morphemes: readonly Morpheme[], traits: readonly Traits[], found: ReadingMatch<K>[]): void {
    const { near } = this;
    const { text, morphemeAt, startOf } = lineReading(morphemes);
    if (!near.read(text)) return;
    const isNoise = (word: number) => traits[word]?.solid === false;
    let noise = 0;
    for (let from = 0; from < morphemes.length; from++) {
      while (noise < from || !isNoise(noise)) if (++noise >= morphemes.length) return;
      const start = startOf[from] as number;
      const limit = Math.min(text.length, start + near.longest);
      // A kana may be missing where the noise begins, so that it only touches the match.
      if ((startOf[noise] as number) > limit || beginsNothing(morphemes[from] as Morpheme)) continue;
      for (let end = start + SHORTEST; end <= limit; end++) {
        if (!near.maybe(start, end)) continue;
        const at = morphemeAt[end - 1] as number;
        const size = end - (startOf[at] as number);
        const rest = (startOf[at + 1] as number) - end;
        if (rest > 0 && size < (traits[at] as Traits).earliestEnd) continue;
        const sound = text.slice(start, end);
        for (const reading of near.candidates(sound)) {
          if (levenshtein.get(sound, reading) !== 1) continue;
          const changed = change(sound, reading);
          if (!changed || !inNoise(isNoise, morphemeAt, start + changed.start, start + changed.end)) continue;
          this.add(found, morphemes, reading, from, at, rest, 1);
        }
      }
    }
  }

  private add(
    found: ReadingMatch<K>[],
    morphemes: readonly Morpheme[],
    reading: string,
    from: number,
    last: number,
    rest: number,
    distance: number,
  ): void {
    const { start } = morphemes[from] as Morpheme;
    const { start: lastStart, end: lastEnd, surface } = morphemes[last] as Morpheme;
    // Kana left over can be cut off where each is one unit of the original.
    const end = lastEnd - lastStart === surface.length ? lastEnd - rest : lastEnd;
    for (const key of this.keys.get(reading) ?? []) {
      if (distance > 0 && found.some((match) => match.key === key && match.start < end && start < match.end)) continue;
      found.push({ key, reading, from, to: last + 1, start, end, distance });
    }
  }
}

/**
 * Where `sound` differs from a reading at distance 1. Nothing when a kana is only missing or added at one end, which is
 * rather a neighbour's (お電話番号); but a long vowel is often lost at the end (でんわばんご).
 */
function change(sound: string, reading: string): { start: number; end: number } | undefined {
  let head = 0;
  while (head < sound.length && sound[head] === reading[head]) head++;
  const size = sound.length < reading.length ? 0 : 1;
  if (sound.length !== reading.length && head === 0) return undefined;
  if (sound.length > reading.length && head === reading.length) return undefined;
  if (sound.length < reading.length && head === sound.length && !/[ウー]$/.test(reading)) return undefined;
  return { start: head, end: head + size };
}

/** Whether a change at this place of the reading is in a word that looks like noise. */
function inNoise(isNoise: (word: number) => boolean, morphemeAt: Int32Array, start: number, end: number): boolean {
  if (start < end) return isNoise(morphemeAt[start] as number);
  // A kana is missing: from the word before or from the word after.
  return (
    isNoise(morphemeAt[start - 1] as number) || (start < morphemeAt.length && isNoise(morphemeAt[start] as number))
  );
}
