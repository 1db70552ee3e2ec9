import type { Act } from "../dialogue/acts.js";
import { does, HOLDS, type ReadLine } from "../dialogue/facts.js";
import { cuesOf } from "../dialogue/line.js";
import { agentNameLaw, impersonationLaw, namingLaw, productLaw, purposeLaw } from "./legal/disclosure.js";
import type { Dialogue, Proposal, Reason, Rule } from "./rule.js";

/** What was said up to the line in which the soliciting begins. */
interface Opening {
  /** Index of that line. */
  pitch: number;
  /** Agent lines up to it. */
  lines: readonly ReadLine[];
  confidence: number;
}

/** The opening of a solicitation on a call that the company began; null where there is none. */
function openingOf({ frame, lines, facts }: Dialogue): Opening | null {
  if (frame.direction === "inbound" || facts.pitch === null) return null;
  const agent = lines.filter((l) => l.speaker === "agent");
  const pitches = agent.filter((l) => does(l, "pitch"));
  // One line does not make a solicitation: the customer takes it for one, or it goes on.
  const pitched = facts.pitch;
  const replies = lines.filter((l) => l.speaker === "customer" && l.index > pitched);
  const taken = replies.some((l) => does(l, "refusal") || does(l, "consent") || does(l, "asks-about-offer"));
  const wonders = pitches.length === 2 && replies.some((l) => does(l, "ask-purpose"));
  if (pitches.length < 3 && replies.length > 0 && !taken && !wonders) return null;
  const certainty = frame.direction === "outbound" ? 1 : frame.direction === "callback" ? 0.9 : 0.75;
  const pitch = facts.pitch;
  return { pitch, lines: agent.filter((l) => l.index <= pitch), confidence: certainty };
}

const said = (opening: Opening, act: Act) => opening.lines.some((l) => does(l, act));

const whole = (line: ReadLine) => ({ start: 0, end: line.text.length });

function reason(lines: readonly ReadLine[], at: number, act: Act): Reason {
  const line = lines[at] as ReadLine;
  const cue = cuesOf(line, act)[0];
  return { utteranceIndex: at, span: cue ? { start: cue.start, end: cue.end } : whole(line), cue: `fact:${act}` };
}

/** A finding about the call that shows in the line where the soliciting begins. */
function atPitch({ lines }: Dialogue, opening: Opening, confidence: number, more: Reason[] = []): Proposal {
  const line = lines[opening.pitch] as ReadLine;
  return {
    utteranceIndex: opening.pitch,
    span: whole(line),
    confidence: confidence * opening.confidence,
    reasons: [reason(lines, opening.pitch, "pitch"), ...more],
  };
}

/** The pretext with which the call began, where the soliciting came only after it. */
function pretextOf({ facts, lines, frame }: Dialogue): number | null {
  const { pretext, pitch, purposeStated } = facts;
  // A pretext opens the call.
  if (pretext === null || pretext > 3 || pitch === null || frame.direction === "inbound") return null;
  if (purposeStated !== null && purposeStated <= pretext) return null;
  const turn = lines.find((l) => l.index > pretext && does(l, "pitch"));
  if (!turn) return null;
  // A real inspection or survey is not met with doubt or a no; a turn to selling is.
  const replies = lines.filter((l) => l.speaker === "customer");
  const resisted = replies.some((l) => does(l, "refusal") || does(l, "doubt"));
  return resisted || !replies.some((l) => l.index > turn.index) ? pretext : null;
}

const text = (ja: string, en: string) => ({ ja, en });

const noCompany: Rule = {
  id: "disclosure/no-company",
  category: "disclosure",
  severity: "medium",
  text: {
    title: text("会社名を名乗らない勧誘", "Solicits without giving the company's name"),
    message: text(
      "会社名を名乗らないまま勧誘を始めています。",
      "The agent begins to solicit before giving the company's name.",
    ),
    advice: text(
      "最初の一言で、登記上の会社名と氏名、勧誘の電話であることを伝えます。",
      "Open with the registered company name, your own name, and that this is a sales call.",
    ),
    flags: [
      "客: はい、もしもし。 / 担: お得なプランのご案内です、今なら初月無料でお試しいただけますがいかがでしょうか。",
      "客: はい、佐伯です。 / 担: 担当の浅野と申します、電気代がお安くなるプランにお切り替えになりませんか。",
      "客: どちら様ですか。 / 担: 光回線の窓口の者です、今月中にお申し込みいただくと工事費が無料になります。",
    ],
    clean: [
      "客: はい、もしもし。 / 担: オルテ通信の浅野と申します、光回線の勧誘のお電話です、お乗り換えをご検討いただけませんか。",
      "客: はい。 / 担: 株式会社みのり食品の原でございます、青汁のお試しのご案内でお電話いたしました。",
      "客: はい、もしもし。 / 担: ひばり電力でございます、検針の日が変わりましたのでお知らせいたします。",
    ],
  },
  legalBasis: namingLaw,
  conclude(dialogue) {
    const opening = openingOf(dialogue);
    if (!opening || said(opening, "names-company")) return null;
    return atPitch(dialogue, opening, 0.75);
  },
};

const noAgentName: Rule = {
  id: "disclosure/no-agent-name",
  category: "disclosure",
  severity: "low",
  text: {
    title: text("担当者名を名乗らない勧誘", "Solicits without giving the caller's name"),
    message: text(
      "担当者の氏名を名乗らないまま勧誘を始めています。",
      "The agent begins to solicit before giving their own name.",
    ),
    advice: text("会社名に続けて、担当者の氏名を名乗ります。", "Give your own name right after the company's."),
    flags: [
      "客: はい。 / 担: オルテ通信でございます、光回線のお乗り換えをおすすめしております、いかがでしょうか。",
      "客: もしもし。 / 担: ひばり電力ですけども、お安くなるプランがございますので切り替えませんか。",
      "客: はい、佐伯です。 / 担: 担当の者です、今なら半額でお申し込みいただけます、いかがですか。",
    ],
    clean: [
      "客: はい。 / 担: オルテ通信の浅野と申します、光回線のお乗り換えのご案内です、いかがでしょうか。",
      "客: もしもし。 / 担: わたくし、ひばり電力の原でございます、新しいプランをご提案したくお電話しました。",
      "客: はい。 / 担: ひばり電力でございます、停電のお詫びでお電話いたしました。",
    ],
  },
  legalBasis: agentNameLaw,
  conclude(dialogue) {
    const opening = openingOf(dialogue);
    if (!opening || said(opening, "names-self")) return null;
    return atPitch(dialogue, opening, 0.7);
  },
};

const noPurpose: Rule = {
  id: "disclosure/no-purpose",
  category: "disclosure",
  severity: "medium",
  text: {
    title: text("勧誘目的を告げない", "Does not say that this is a sales call"),
    message: text(
      "勧誘の電話であることを告げないまま勧誘を始めています。",
      "The agent begins to solicit without saying that this is a sales call.",
    ),
    advice: text(
      "「本日は〇〇の契約のご案内でお電話しました」と、先に勧誘の電話であることを伝えます。",
      "Say first that the call is to offer a contract, e.g. “I am calling to offer you …”.",
    ),
    flags: [
      "客: はい。 / 担: オルテ通信の浅野と申します、お使いの回線、今より速くなって安くなるんですが変えてみませんか。",
      "客: もしもし。 / 担: 原と申します、奥様、電気代が月に二千円浮くとしたらいかがでしょうか。",
      "客: はい。 / 担: みのり食品の原です、お体にいいものがございまして、一度飲んでみませんか。",
    ],
    clean: [
      "客: はい。 / 担: オルテ通信の浅野と申します、光回線の勧誘のお電話です、お乗り換えになりませんか。",
      "客: はい。 / 担: みのり食品の原です、青汁のご提案でお電話しました、お試しいただけませんか。",
      "客: はい。 / 担: みのり食品の原です、昨日ご注文の品のお届けのご連絡です。",
    ],
  },
  legalBasis: purposeLaw,
  conclude(dialogue) {
    const opening = openingOf(dialogue);
    if (!opening || pretextOf(dialogue) !== null) return null;
    const matter = dialogue.frame.direction === "callback" && said(opening, "states-matter-on-callback");
    if (matter || said(opening, "states-sales-purpose")) return null;
    // A concrete matter was named: it may be a pretext, but something was said.
    const named = opening.lines.slice(0, 3).some((l) => cuesOf(l, "matter-thing").length > 0);
    if (named) return null;
    return atPitch(dialogue, opening, 0.65);
  },
};

const hiddenPurpose: Rule = {
  id: "disclosure/hidden-purpose",
  category: "disclosure",
  severity: "high",
  text: {
    title: text("口実で近づく勧誘", "A pretext turns into a pitch"),
    message: text(
      "点検・調査・確認などを口実に話を始め、勧誘に移っています。",
      "The call opens with a pretext such as an inspection or a survey and turns into a pitch.",
    ),
    advice: text(
      "口実を使わず、最初に勧誘の電話であることを伝えます。",
      "Use no pretext; say at the start that this is a sales call.",
    ),
    flags: [
      "担: 電気の使用状況のアンケートにご協力をお願いしております。 / 客: はい。 / 担: でしたらこのプランに切り替えていただくとお得です、お申し込みいかがですか。",
      "担: 屋根の無料点検で近所を回っております。 / 客: はあ。 / 担: 傷んでおりますので、今なら半額で塗装をお申し込みいただけます。",
      "担: ご契約内容の確認をさせていただいております。 / 客: はい。 / 担: 新しいコースのほうがお安くなりますので、お切り替えになりませんか。",
    ],
    clean: [
      "担: 電気の使用状況のアンケートにご協力をお願いしております。 / 客: はい。 / 担: 以上でございます、ありがとうございました。",
      "担: 塗装のご提案でお電話しました、勧誘のお電話です。 / 客: はい。 / 担: 無料点検のあとでお見積もりをお出しできますがいかがでしょうか。",
      "担: 定期点検の日程のご連絡です。 / 客: はい。 / 担: 火曜の午前でよろしいでしょうか。",
    ],
  },
  legalBasis: purposeLaw,
  conclude(dialogue) {
    const at = pretextOf(dialogue);
    const opening = openingOf(dialogue);
    if (at === null || !opening) return null;
    const line = dialogue.lines[at] as ReadLine;
    return {
      utteranceIndex: at,
      span: reason(dialogue.lines, at, "pretext-opening").span,
      confidence: (0.5 + 0.3 * (line.acts.get("pretext-opening") ?? HOLDS)) * opening.confidence,
      reasons: [
        reason(dialogue.lines, at, "pretext-opening"),
        reason(dialogue.lines, Math.max(opening.pitch, firstPitchAfter(dialogue, at)), "pitch"),
      ],
    };
  },
};

const firstPitchAfter = ({ lines }: Dialogue, at: number): number =>
  lines.find((l) => l.index > at && does(l, "pitch"))?.index ?? at;

const noProduct: Rule = {
  id: "disclosure/no-product",
  category: "disclosure",
  severity: "medium",
  text: {
    title: text("商品・役務の種類を告げない", "Does not say what is being sold"),
    message: text(
      "何の商品・サービスかを告げないまま勧誘を続けています。",
      "The agent solicits without saying what kind of product or service it is.",
    ),
    advice: text(
      "勧誘の前に、商品・サービスの種類を具体的に伝えます。",
      "Name the kind of product or service before soliciting.",
    ),
    flags: [
      "担: 特別なお客様だけのお話です、お会いするお時間をいただけませんか。 / 客: 何ですか。 / 担: お会いしてご説明します、必ずお役に立ちますので一度お会いしましょう。",
      "担: とてもお得なお話がございます、いかがでしょうか。 / 客: 何の話。 / 担: 来ていただければ分かりますので、説明会にご参加いただけませんか。",
      "担: 今だけのいいお話がございます、いかがでしょうか。 / 客: 何のお話ですか。 / 担: 詳しくはお会いしてご説明します、一度お会いしませんか。",
    ],
    clean: [
      "担: 光回線のご提案です、いかがでしょうか。 / 客: はい。 / 担: お申し込みいただけますか。",
      "担: お得なご提案です、電気のプランの見直しです。 / 客: はい。 / 担: 切り替えてみませんか。",
      "担: 医療保険の勧誘のお電話です、ご検討いただけませんか。",
    ],
  },
  legalBasis: productLaw,
  conclude(dialogue) {
    const opening = openingOf(dialogue);
    if (!opening) return null;
    // Said within the next turns is late, but not left out.
    const heard = dialogue.lines.filter((l) => l.speaker === "agent" && l.index <= opening.pitch + 4);
    if (heard.some((l) => does(l, "states-product") || cuesOf(l, "product").length)) return null;
    // The customer does not know what it is about, or is told only that it is something good.
    const asks = dialogue.lines.some(
      (l) => l.speaker === "customer" && l.index <= opening.pitch + 5 && does(l, "ask-purpose"),
    );
    if (!asks || !heard.some((l) => cuesOf(l, "vague-topic").length)) return null;
    return atPitch(dialogue, opening, 0.6);
  },
};

const borrowedName: Rule = {
  id: "disclosure/borrowed-name",
  category: "disclosure",
  severity: "high",
  text: {
    title: text("他社名・屋号での名乗り", "Uses another firm's name"),
    message: text(
      "自社の名称ではなく、別の会社名や屋号だけを名乗って勧誘しています。",
      "The agent solicits under another firm's name or a mere trade name.",
    ),
    advice: text(
      "自社の登記上の名称を名乗り、取り扱う会社との関係を分けて伝えます。",
      "Give your own registered name, and say separately whose product you sell.",
    ),
    // Shows only with the company's own name declared.
    flags: [],
    clean: [
      "担: ひばり電力代理店、株式会社みのりの原と申します、電気の切り替えの勧誘のお電話です、いかがでしょうか。",
      "担: オルテ通信の浅野です、光回線のご案内です、お切り替えになりませんか。",
      "担: ひばり電力でございます、検針の日が変わりましたのでお知らせいたします。",
    ],
  },
  legalBasis: namingLaw,
  conclude(dialogue) {
    const { company } = dialogue.frame;
    const opening = openingOf(dialogue);
    if (!opening || !company?.name) return null;
    const own = [company.name, ...(company.aliases ?? [])].map(bare);
    const agent = dialogue.lines.filter((l) => l.speaker === "agent" && l.index <= opening.pitch + 4);
    const named = agent.flatMap((line) =>
      cuesOf(line, "names-company")
        .filter((c) => c.via === "form")
        .map((cue) => ({ line, cue, name: bare(line.text.slice(cue.start, cue.end)) })),
    );
    const [first] = named;
    if (!first || named.some((n) => own.some((o) => alike(o, n.name)))) return null;
    return {
      utteranceIndex: first.line.index,
      span: { start: first.cue.start, end: first.cue.end },
      confidence: 0.7 * opening.confidence,
      reasons: [
        {
          utteranceIndex: first.line.index,
          span: { start: first.cue.start, end: first.cue.end },
          cue: "fact:names-company",
        },
        reason(dialogue.lines, opening.pitch, "pitch"),
      ],
    };
  },
};

const bare = (name: string) => name.replace(/株式会社|有限会社|合同会社|[\s　()()の]/gu, "");

/** Shares a run of two characters: recognisers misspell names, and people shorten them. */
function alike(a: string, b: string): boolean {
  for (let i = 0; i + 2 <= a.length; i++) if (b.includes(a.slice(i, i + 2))) return true;
  return false;
}

const impersonation: Rule = {
  id: "disclosure/impersonation",
  category: "disclosure",
  severity: "high",
  text: {
    title: text("身分を偽る取り次ぎ", "Poses as somebody else"),
    message: text(
      "同僚・医師・知人・家族などを装って、取り次ぎや情報を求めています。",
      "The agent poses as a colleague, a doctor, an acquaintance or a relative.",
    ),
    advice: text(
      "自分の会社名と用件を偽らずに伝えます。",
      "Give your true company and purpose, even when you may not be put through.",
    ),
    flags: [
      "社長の同級生の木下ですけど、代わってもらえますか。",
      "お疲れさまです、本社の情報システム部の小倉ですけど、課長さんの携帯番号を教えてもらえますか。",
      "親戚の者です、身内に急なことがありまして、すぐ代わっていただきたいんですが。",
    ],
    clean: [
      "親戚ではございません、株式会社テラオフィスの小倉と申します、営業のお電話です。",
      "ご親族を装う電話が増えておりますので、ご注意ください。",
      "お知り合いの石井様のご紹介でお電話いたしました、テクノ人材の野口と申します。",
    ],
  },
  legalBasis: impersonationLaw,
  conclude({ frame, lines }) {
    if (frame.direction === "inbound") return null;
    for (const line of lines) {
      if (line.speaker !== "agent") continue;
      // Who has given a firm, or talks on, has let go of the pose.
      const firm = cuesOf(line, "names-company").some(
        (c) => c.via === "form" && !cuesOf(line, "poses-as").some((p) => p.from < c.to && c.from < p.to + 4),
      );
      if (firm || line.index > 7) return null;
      const pose = cuesOf(line, "poses-as").find((c) => c.polarity !== "negated" && c.polarity !== "quoted");
      if (!pose || cuesOf(line, "true-identity").length || does(line, "warns-of-fraud")) continue;
      const wish = cuesOf(line, "wants-through", "request").find((c) => c.polarity !== "negated");
      if (!wish && !does(line, "pitch")) continue;
      return {
        utteranceIndex: line.index,
        span: {
          start: Math.min(pose.start, wish?.start ?? pose.start),
          end: Math.max(pose.end, wish?.end ?? pose.end),
        },
        confidence: wish ? 0.8 : 0.65,
        reasons: [pose, ...(wish ? [wish] : [])].map((c) => ({
          utteranceIndex: line.index,
          span: { start: c.start, end: c.end },
          cue: c.name,
        })),
      };
    }
    return null;
  },
};

export const disclosure: Rule[] = [
  noCompany,
  noAgentName,
  noPurpose,
  hiddenPurpose,
  noProduct,
  borrowedName,
  impersonation,
];
