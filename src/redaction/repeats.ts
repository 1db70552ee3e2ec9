import { Cover, type Found, type Line, type PersonalKind, type Word } from "./line.js";
import { withLetters } from "./numbers.js";
import { numbersIn } from "./numerals.js";

/** Words of one repetition. */
const LONGEST = 8;
/** Lines within which two or three digits are taken for the ones just said. */
const NEAR = 3;

const spokenTo = /^(?:様|さま|さん|です|でございます|でいらっしゃ|と申|といい|でお間違い|でよろしい)/u;
const connects = /[のノ、はがをに。-]$/u;

/** What has been said once is masked wherever it is said again, by either side. */
export class Repeats {
  readonly #texts = new Map<string, PersonalKind>();
  readonly #digits = new Set<string>();
  readonly #recent: { line: number; digits: string }[] = [];

  learn(line: Line, found: Found): void {
    const words = line.words.filter((w) => w.from >= found.from && w.to <= found.to).slice(0, 24);
    const text = line.text.slice(found.from, found.to);
    if (["name", "address", "email", "birthdate"].includes(found.kind)) {
      // An answer that was taken for a name is said again only if it is one.
      const sure = found.kind !== "name" || words.some(({ m }) => m.posDetail2 === "人名" || !m.known);
      if (sure) this.#texts.set(text.slice(0, 200), found.kind);
      if (found.kind === "address" || found.kind === "name") this.#learnParts(words, found.kind);
    }
    const inside = numbersIn({ words, text, kana: line.kana.slice(found.from, found.to) });
    const digits = inside.map((r) => r.digits).join("");
    if (line.speaker === "customer" && digits) this.#recent.push({ line: line.index, digits });
    if (found.kind !== "birthdate" && found.kind !== "name") this.learnDigits(digits);
  }

  learnDigits(digits: string): void {
    const kept = digits.slice(0, 64);
    for (let from = 0; from < kept.length; from++)
      for (let to = from + 4; to <= Math.min(kept.length, from + 16); to++) this.#digits.add(kept.slice(from, to));
  }

  #learnParts(words: readonly Word[], kind: PersonalKind): void {
    for (let from = 0; from < words.length; from++) {
      let text = "";
      for (let to = from; to < Math.min(words.length, from + LONGEST); to++) {
        text += words[to]?.m.surface ?? "";
        const personal = words[from]?.m.posDetail2 === "人名" || words[from]?.m.posDetail2 === "地域";
        if (text.length >= (kind === "address" ? 3 : 2) && personal && !connects.test(text) && !this.#texts.has(text))
          this.#texts.set(text, kind);
      }
    }
  }

  /** What of a line repeats what was learnt from the call. */
  again(line: Line, here: readonly Found[]): Found[] {
    const found: Found[] = [];
    const cover = new Cover(line.text.length);
    for (const f of here) cover.add(f);
    const add = (f: Found) => {
      if (cover.touches(f)) return;
      cover.add(f);
      found.push(f);
    };
    const { words, text } = line;
    for (let i = 0; i < words.length; i++) {
      let said = "";
      let longest: Found | undefined;
      for (let j = i; j < Math.min(words.length, i + LONGEST * 2); j++) {
        said += (words[j] as Word).m.surface;
        const kind = this.#texts.get(said);
        const to = (words[j] as Word).to;
        if (kind && this.#sure(said, text.slice(to, to + 8), kind))
          longest = { from: (words[i] as Word).from, to, kind };
      }
      if (longest) add(longest);
    }
    if (this.#digits.size || this.#recent.length)
      for (const { from, to, digits, unit, spoken } of numbersIn(line)) {
        if (unit && spoken) continue;
        const near = this.#recent.some((r) => Math.abs(r.line - line.index) <= NEAR && r.digits.includes(digits));
        if (digits.length >= 4 ? this.#digits.has(digits) : digits.length >= 2 && !unit && near)
          add({ from: withLetters(line, from), to, kind: "number" });
      }
    return found;
  }

  /** A short text in kana is another word as often as not, unless it is spoken to as a person. */
  #sure(said: string, after: string, kind: PersonalKind): boolean {
    if (said.length < 2) return false;
    if (kind !== "name" || said.length > 3 || /[\p{sc=Han}]/u.test(said)) return true;
    return spokenTo.test(after);
  }
}
