import type { Morpheme } from "../language/morpheme.js";
import type { Span } from "../report/schema.js";
import type { Line } from "./line.js";

/** Recognisers cut a sentence into segments of a few words; this many are put together again at most. */
const SEGMENTS = 4;

/** A sentence of one speaker over several utterances. */
export interface Sentence {
  text: string;
  /** Where each utterance's text begins in `text`. */
  parts: { index: number; start: number }[];
}

const isSaid = (m: Morpheme) => m.pos !== "フィラー" && m.pos !== "感動詞" && !(m.pos === "記号" && m.surface !== "。");

/** Whether the words stop in the middle: 「生年月日を」「お客様の」「今日中に決めて」. */
export function breaksOff({ words }: Pick<Line, "words">): boolean {
  const last = words.findLast(isSaid);
  if (!last) return false;
  if (last.pos === "接頭詞" || last.pos === "連体詞" || last.pos === "副詞") return true;
  if (last.pos === "助詞")
    return (
      last.posDetail !== "終助詞" &&
      !/^(?:けど|けども|けれど|けれども|が|から|ので|んで|し|のに|ね|よ|か)$/u.test(last.surface)
    );
  return (last.pos === "動詞" || last.pos === "助動詞") && /^(?:連用|未然|仮定)/u.test(last.conjugationForm);
}

/** はい, ええ, うん: said while the other goes on. */
export const isBackChannel = ({ words, speaker }: Pick<Line, "words" | "speaker">): boolean =>
  speaker === "customer" && !words.some(isSaid);

/** The sentence that a line finishes, together with the unfinished lines of the same speaker just before it. */
export function sentenceEndingWith(line: Line, before: readonly Line[]): Sentence | undefined {
  const parts: Line[] = [line];
  for (let i = before.length - 1; i >= 0 && parts.length < SEGMENTS; i--) {
    const earlier = before[i] as Line;
    if (isBackChannel(earlier)) continue;
    if (earlier.speaker !== line.speaker || !breaksOff(earlier)) break;
    parts.unshift(earlier);
  }
  if (parts.length === 1) return undefined;
  let text = "";
  const places = parts.map(({ index, text: part }) => {
    const start = text.length;
    text += part;
    return { index, start };
  });
  return { text, parts: places };
}

/** Where a span of the sentence lies: in the last utterance that it reaches, as far as it lies there. */
export function placeOf({ text, parts }: Sentence, { start, end }: Span): { utteranceIndex: number; span: Span } {
  const at = Math.max(
    0,
    parts.findLastIndex((p) => p.start < end),
  );
  const part = parts[at] as Sentence["parts"][number];
  const length = (parts[at + 1]?.start ?? text.length) - part.start;
  const from = Math.max(0, start - part.start);
  return { utteranceIndex: part.index, span: { start: from, end: Math.max(from, Math.min(length, end - part.start)) } };
}
