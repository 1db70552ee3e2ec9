import type { Cue } from "../dictionary/matcher.js";
import type { Morpheme } from "../language/morpheme.js";

/** Whether a text is a family name, whatever else it may be. */
export type IsSurname = (text: string) => boolean;

/** Words of a line, from which to which. */
export type Segment = readonly [from: number, to: number];

/** Longer names are no person's. */
const LONGEST_PERSON = 7;

/** In words. */
const LONGEST_TERM = 4;

const DESK = /^(?:窓口|受付|センター|事務局|デスク|係)$/u;

/** Words from abroad, as firms like them and families do not have them. */
const loan =
  /[ァ-ヶー]{5}|^[ラリルレロ][ァ-ヶー]{2}|[ァ-ヶー]{2}[ーァィゥェォヴパピプペポ]|[ーァィゥェォヴパピプペポ][ァ-ヶー]{2}/u;

/** What the words of a line may be as names: of a firm, of a person, or none. */
export class Names {
  /** By word: whether it is part of a company's name. */
  private readonly company: readonly boolean[];
  /** By word: whether it is no name at all: a product, a role, a matter. */
  readonly common: readonly boolean[];

  constructor(
    private readonly words: readonly Morpheme[],
    cues: readonly Cue[],
    private readonly isSurname: IsSurname,
  ) {
    const company = words.map(() => false);
    const common = words.map(() => false);
    for (const cue of cues) {
      // What reaches further has a gap, and names may stand in it.
      if (cue.to - cue.from > LONGEST_TERM) continue;
      for (let i = cue.from; i < cue.to; i++) {
        if (cue.name === "company-form" || cue.name === "company-kind" || cue.name === "public-office")
          company[i] = true;
        if (/^(?:desk-word|product|matter-word|matter-thing|offering|sales-word|identifier\..*)$/u.test(cue.name))
          common[i] = true;
      }
    }
    this.company = company;
    this.common = common;
  }

  /** A run of words cut at の, 、 and fillers, and where a family name follows what it does not belong to. */
  segments(from: number, to: number): Segment[] {
    const segments: Segment[] = [];
    for (let i = from, start = from; i <= to; i++)
      if (i === to || /^(?:の|、)$/u.test((this.words[i] as Morpheme).surface) || this.words[i]?.pos === "フィラー") {
        if (i > start) segments.push([start, i]);
        start = i + 1;
      }
    const last = segments.pop();
    return last ? [...segments, ...this.#parted(last)] : [[from, to]];
  }

  /** 「みのり電力 小池」, 「担当佐藤」: the firm or the role, and the person. A form alone (株式会社佐藤) is part of the name. */
  #parted([from, to]: Segment): Segment[] {
    for (let i = from + 1; i < to; i++) {
      const w = this.words[i] as Morpheme;
      const apart = w.start > (this.words[i - 1] as Morpheme).end;
      const before: Segment = [from, i];
      const afterDesk = (this.common[i - 1] || this.company[i - 1]) && this.text([i, to]).length > 1;
      if (!apart && !afterDesk && w.posDetail2 !== "人名") continue;
      // 斎藤 和夫
      if (this.isFamily(before) && !this.isSurname(this.text([i, to]))) continue;
      if (this.isFamily([i, to]) && (this.isOwn(before) || this.isCommon(before))) return [before, [i, to]];
    }
    return [[from, to]];
  }

  text([from, to]: Segment): string {
    let text = "";
    for (let i = from; i < to; i++) text += (this.words[i] as Morpheme).surface;
    return text;
  }

  /** Long proper names the dictionary knows whole are firms and offices, not people. */
  isKind([from, to]: Segment): boolean {
    return (
      this.company.slice(from, to).some(Boolean) ||
      this.words.slice(from, to).some((w) => w.posDetail === "固有名詞" && w.surface.length >= 4)
    );
  }

  /** Has a word of its own beside what such names share; a desk (受け取り確認センター) has none in what it does. */
  isOwn([from, to]: Segment): boolean {
    const isDesk = DESK.test(this.words[to - 1]?.surface ?? "");
    for (let i = from; i < to; i++) {
      const w = this.words[i] as Morpheme;
      if (this.company[i] || this.common[i] || w.posDetail === "数" || w.posDetail === "接尾" || w.pos === "接頭詞")
        continue;
      if (!isDesk || !(w.posDetail === "サ変接続" || /[りし]$/u.test(w.surface))) return true;
    }
    return false;
  }

  isCommon([from, to]: Segment): boolean {
    for (let i = from; i < to; i++) if (!this.common[i] && this.words[i]?.posDetail !== "接尾") return false;
    return true;
  }

  /** Holds a proper name, or a word the dictionary does not have. */
  isProper(segment: Segment): boolean {
    const words = this.words.slice(...segment);
    return words.some((w) => w.posDetail === "固有名詞" || !w.known) || this.isFamily(segment);
  }

  /** A person's name that the dictionary has: one word, or several that are a family name together (三宅). */
  isFamily(segment: Segment): boolean {
    const [from, to] = segment;
    if (to > from + 1) return this.isSurname(this.text(segment));
    return !this.common[from] && (this.words[from]?.posDetail2 === "人名" || this.isSurname(this.text(segment)));
  }

  isLoan(segment: Segment): boolean {
    return loan.test(this.text(segment)) && !this.isFamily(segment);
  }

  mayBePerson(segment: Segment): boolean {
    if (this.isFamily(segment)) return true;
    return (
      !this.isKind(segment) &&
      !this.isCommon(segment) &&
      !this.isLoan(segment) &&
      this.isOwn(segment) &&
      this.text(segment).length <= LONGEST_PERSON
    );
  }
}
