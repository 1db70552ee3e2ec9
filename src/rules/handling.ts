import { does } from "../dialogue/facts.js";
import { factReason, has, isStated, justNow, meant, nearest, proposal, stated } from "./combine.js";
import { brokenPromise, escalationRefused } from "./handling-follow-up.js";
import { nuisanceHours, overlong } from "./handling-hours.js";
import { coachedFalsehood, paperAvoided } from "./handling-papers.js";
import { heard } from "./heard.js";
import { hungUpBasis, knowledgeGapBasis } from "./legal/handling.js";
import { isCold, type Rule } from "./rule.js";

const knowledgeGap: Rule = {
  id: "handling/knowledge-gap",
  category: "handling",
  severity: "medium",
  text: {
    title: { ja: "説明できないままの勧誘", en: "Offers what it cannot explain" },
    message: {
      ja: "商品や条件を説明できないまま、勧誘や手続きを進めようとしています。",
      en: "The agent cannot explain the offer or its terms, and goes on offering it.",
    },
    advice: {
      ja: "分からない点は確認して回答するまで申し込みを受けず、詳しい者に代わるか期日を決めて折り返します。",
      en: "Take no application until the question is answered: hand over to someone who knows, or call back by a stated time.",
    },
    flags: [
      "客: 違約金はいくらですか。 / 担: そこは私もよく分からないんですが、とりあえずお申し込みだけでも。",
      "仕組みは詳しくないんですけど、使っていただければわかりますから。",
      "客: 途中でやめたらどうなりますか。 / 担: たぶん大丈夫だと思いますので、先にお手続きだけお願いできますか。",
    ],
    clean: [
      "そこは把握しておりませんので、確認して本日中に折り返します。",
      "客: 税金はどうなりますか。 / 担: 税務のことは分かりかねますので、詳しい者に代わります。",
      "お使いになればわかりますが、青いランプが三回光ります。",
    ],
  },
  legalBasis: knowledgeGapBasis,
  propose(line, dialogue) {
    if (has(line, "handling.find-out", "conduct.check-elsewhere", "handling.connect", "conduct.privacy-protect"))
      return null;
    if (does(line, "warns-of-fraud")) return null;
    const blank = stated(line, "handling.not-know").find((c) => c.polarity !== "conditional-pressure");
    const guess = stated(line, "handling.guess")[0];
    const offering = meant(line, "handling.keep-offering")[0];
    const selling = dialogue.facts.pitch !== null || does(line, "pitch") || isCold(dialogue);
    if (blank && offering && blank.to <= offering.to) return proposal(line, selling ? 0.85 : 0.65, [blank, offering]);
    const asked = heard(dialogue, line, "handling.customer-asks");
    if (!selling || !asked.length) return null;
    if (blank && (offering || does(line, "pitch")))
      return proposal(line, 0.75, offering ? [blank, offering] : [blank], { reasons: asked.slice(0, 1) });
    return guess && offering && guess.to <= offering.from
      ? proposal(line, 0.6, [guess, offering], { reasons: asked.slice(0, 1) })
      : null;
  },
};

const hungUp: Rule = {
  id: "handling/hung-up",
  category: "handling",
  severity: "medium",
  text: {
    title: { ja: "話の途中での一方的な終話", en: "Ends the call on a customer who is still talking" },
    message: {
      ja: "お客様が質問や異議を述べているのに、一方的に電話を終えています。",
      en: "The agent ends the call while the customer is still asking or objecting.",
    },
    advice: {
      ja: "質問に答えるか、誰がいつ回答するかを伝え、了解を得てから終えます。",
      en: "Answer, or say who will answer and when, and end the call with the customer's agreement.",
    },
    flags: [
      "客: まだ説明が終わってないでしょう。 / 担: もう切りますね。",
      "客: どうして返金できないんですか。 / 担: これ以上お話しすることはありませんので、失礼します。",
      "客: ちょっと待ってください。 / 担: 次のお客様がお待ちですので終了させていただきます。",
    ],
    clean: [
      "客: ありがとうございました。 / 担: それでは失礼いたします。",
      "客: 要りません。 / 担: 承知いたしました。それでは失礼いたします。",
      "暴言が続くようでしたら、お電話を終了させていただきます。",
    ],
  },
  legalBasis: hungUpBasis,
  propose(line, dialogue) {
    if (has(line, "handling.abuse-ground", "handling.ordinary-closing")) return null;
    if (has(line, "handling.find-out", "handling.connect", "conduct.check-elsewhere")) return null;
    if (justNow(dialogue, line, "refusal")) return null;
    if (does(line, "accepts-refusal") && dialogue.facts.refusal !== null) return null;
    const cut = meant(line, "handling.will-cut").find(isStated);
    const end = cut ?? meant(line, "handling.will-hang-up").find(isStated);
    if (!end) return null;
    const open = heard(dialogue, line, "handling.customer-asks", "handling.customer-objects");
    const cold = nearest(line, end, 14, "conduct.sigh", "conduct.irritated-repetition", "conduct.suit-yourself");
    const reasons = [...open.slice(0, 2), ...factReason(dialogue, "doubt")];
    const confidence = cut || cold ? 0.85 : 0.75;
    if (open.length || justNow(dialogue, line, "doubt"))
      return proposal(line, confidence, cold ? [cold, end] : [end], { reasons });
    return cut && dialogue.lines.length ? proposal(line, cold ? 0.75 : 0.65, cold ? [cold, cut] : [cut]) : null;
  },
};

export const handling: Rule[] = [
  knowledgeGap,
  escalationRefused,
  brokenPromise,
  coachedFalsehood,
  paperAvoided,
  hungUp,
  nuisanceHours(),
  overlong(),
];
