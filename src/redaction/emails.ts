import type { Found, Line } from "./line.js";

/** Bounded, so that a line without end is read in linear time. */
const written = /[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:[.。][a-z0-9-]{1,63}){1,4}/gu;
const at = /アットマーク|アット(?!ホーム|イウ|ユウ)|@/gu;
const dot = /ドット|点コム|[.。](?=コム|ジェーピー|シーオー|エヌイー)/u;

/** What one letter or part of an address is said as. Two beats of other words only beside more of them. */
const before =
  /(?:[a-z0-9]|ドット|ピリオド|ハイフン|アンダーバー|アンダースコア|アンダー|コモジ(?:ノ|デ)?|オオモジ(?:ノ|デ)?|スウジ(?:ノ|デ)?|小文字(?:ノ|デ)?|大文字(?:ノ|デ)?|数字(?:ノ|デ)?|[ァ-ヺー]|[0-9〇一二三四五六七八九]|[._+・ -])/u;
const stopBefore = /[、。はがをと？！ ]/u;
const END =
  /^(?:(?:ドット|アット|[.。](?=[a-z]))?(?:[a-z0-9-]+|ジーメール|ヤフー|アイクラウド|ドコモ|エーユー|イーゼットウェブ|イージーウェブ|ソフトバンク|ホットメール|アウトルック|ニフティ|ビッグローブ|オーシーエヌ|ネ|コム|ネット|ジェーピー|ジェイピー|ジェピー|シーオー|オーアールジー|オーアール|エヌイー|エーシー|イグザンプル|エグザンプル|コジップ|ドット|ハイフン|テン)[、]?)/u;

/** E-mail addresses, written or spelled out: 「たなか あっと じーめーる どっと こむ」. */
export function emailsIn(line: Line): Found[] {
  const { text, kana } = line;
  const found: Found[] = [];
  for (const { index, 0: match } of text.matchAll(written))
    found.push({ from: index, to: index + match.length, kind: "email" });
  for (const { index, 0: match } of kana.matchAll(at)) {
    const behind = kana.slice(index + match.length, index + match.length + 60);
    if (dot.test(behind) || /^[a-z0-9]/u.test(behind))
      found.push({ from: localPart(line, index), to: index + match.length + domain(behind), kind: "email" });
  }
  return found;
}

/** Where the part before the at sign begins: back to a pause or a particle, no more than forty characters. */
function localPart({ text, kana }: Line, end: number): number {
  let from = end;
  while (from > 0 && end - from < 40) {
    const c = text.charAt(from - 1);
    const pause = stopBefore.test(c) && !(c === "、" && /[a-z0-9]/u.test(text.charAt(from - 2)));
    if (pause || (!before.test(kana.charAt(from - 1)) && !/[\u4e00-\u9fff]/u.test(c))) {
      // は and が are syllables of names too: 「たなか ドット はなこ」.
      const joint = /(?:ドット|ハイフン|アンダー)[^、。ド]{0,8}$/u.exec(kana.slice(Math.max(0, from - 14), from));
      if (!joint) break;
      from -= joint[0].length;
    } else from--;
  }
  return from;
}

function domain(behind: string): number {
  let to = 0;
  for (;;) {
    const part = END.exec(behind.slice(to))?.[0];
    if (part) to += part.length;
    else {
      // A name nobody knows, up to the next ドット.
      const next = behind.indexOf("ドット", to);
      if (next < 0 || next - to > 20) break;
      to = next + 3;
    }
  }
  return behind.charAt(to - 1) === "、" ? to - 1 : to;
}
