import type { Line, PersonalKind } from "./line.js";

/** Words that name a piece of personal data, on normalised text; kana spellings as recognisers leave them. */
const topics: [PersonalKind, RegExp][] = [
  [
    "name",
    /名前|氏名|フルネーム|[苗名]字|名義|どちら様|どなた様|何様|漢字|読み仮名|お?読み方|ふりがな|フリガナ|なまえ|しめい/u,
  ],
  ["birthdate", /生年月日|生まれ|誕生日|生れ|せいねんがっぴ|年月日|うまれ/u],
  ["postcode", /郵便番号|ゆうびんばんごう/u],
  [
    "address",
    /住所|お?住まい|番地|丁目|届け先|送り先|送付先|お届け|建物|マンション|アパート|部屋番号|号室|何[市区町]|じゅうしょ/u,
  ],
  [
    "phone",
    /電話番号|携帯|ケータイ|連絡先|繋がる番号|つながる番号|でんわばんごう|ファックス|fax|折り?返し.{0,6}番号|お電話の番号|固定電話/u,
  ],
  ["my-number", /マイナンバー|個人番号|マイナカード|まいなんばー/u],
  ["card", /カード|有効期限|クレジット|クレカ/u],
  ["account", /口座|支店|通帳|記号番号|こうざ|振込先|振り込み先/u],
  ["email", /メール|メアド|メルアド|アドレス|アットマーク/u],
  ["licence", /免許/u],
  ["insurance", /保険証|保険者|年金番号|被保険者/u],
  ["number", /番号|桁|暗証|パスワード|コード|数字|アイディー|id(?![a-z])|ばんごう|ナンバー/u],
];

/** Words that make a number, an address or a name the firm's own. */
const firms =
  /弊社|当社|本社|支社|営業所|事務所|私ども|わたくしども|手前ども|当店|当センター|当窓口|窓口|フリーダイヤル|お問い?合わ?せ先|お問い?合わ?せは|代表番号|センターの|株式会社|有限会社|お振込先は|振込先は当/u;

/** What asks someone to speak, or repeats what they said. */
const asks =
  /か[。？]?$|ですか|ますか|でしょうか|ください|下さい|お願い|頂け|いただけ|頂戴|ちょうだい|伺|教えて|どうぞ|？|よろしい|必要|どちら|何ですか/u;
const confirms = /ですね|ますね|ましたね|間違い|でよろしい|で宜しい|復唱|確認|登録|ございますね|様の|合って/u;

export interface Context {
  /** What the customer is expected to say, or what this line itself speaks of. */
  topics: ReadonlySet<PersonalKind>;
  /** An agent's line that says back what the customer told. */
  confirms: boolean;
  /** A line that speaks of the firm's own number or address. */
  firm: boolean;
}

/** Turns of the customer during which a question stays open. */
const PATIENCE = 5;

/** Follows a call line by line: what has been asked for and not been given yet. */
export class Topics {
  #open = new Map<PersonalKind, number>();

  /** The context of the next line. */
  next({ speaker, text }: Line): Context {
    const named = new Set(topics.filter(([, words]) => words.test(text)).map(([kind]) => kind));
    const firm = firms.test(text);
    if (speaker === "agent") {
      const asking = asks.test(text);
      if (named.size && (asking || text.length < 30) && !firm) {
        // A new question takes the place of the one before.
        if (asking) this.#open.clear();
        for (const kind of named) this.#open.set(kind, PATIENCE);
      } else if (text.length > 40 && !named.size) this.#open.clear();
      return { topics: new Set([...named, ...this.#open.keys()]), confirms: confirms.test(text), firm };
    }
    if (speaker !== "customer") return { topics: new Set(), confirms: false, firm };
    const context = { topics: new Set([...this.#open.keys(), ...named]), confirms: false, firm: false };
    for (const kind of named) this.#open.set(kind, PATIENCE);
    for (const [kind, left] of this.#open) {
      if (left > 1) this.#open.set(kind, left - 1);
      else this.#open.delete(kind);
    }
    return context;
  }

  /** The customer has given some of it: the rest may follow. */
  answered(kind: PersonalKind): void {
    // Of a name little follows: how it is written.
    if (this.#open.has(kind)) this.#open.set(kind, kind === "name" ? 1 : PATIENCE);
  }
}
