import { does, HOLDS, type ReadLine } from "../dialogue/facts.js";
import { cuesOf } from "../dialogue/line.js";
import { borrowedName, impersonation } from "./disclosure-identity.js";
import { atPitch, firstPitchAfter, openingOf, pretextOf, reason, said, text } from "./disclosure-opening.js";
import { agentNameLaw, namingLaw, productLaw, purposeLaw } from "./legal/disclosure.js";
import type { Rule } from "./rule.js";

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
    return atPitch(dialogue, opening, 0.5);
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
