import { does } from "../dialogue/facts.js";
import { factReason, has, justNow, meant, near, nearest, proposal, stated } from "./combine.js";
import { belittling } from "./dismissive-belittling.js";
import { stonewalling } from "./dismissive-stonewalling.js";
import { hangUpBasis, takeItOrLeaveItBasis } from "./legal/dismissive.js";
import type { Rule } from "./rule.js";

const refusals = ["conduct.cannot-answer", "conduct.not-your-concern", "conduct.irritated-repetition"] as const;

const hangUp: Rule = {
  id: "dismissive/hang-up",
  category: "dismissive",
  severity: "medium",
  text: {
    title: { ja: "電話を切るよう促す", en: "Tells a doubting customer to hang up" },
    message: {
      ja: "疑問や不安を示したお客様に、電話を切ってよいと突き放しています。",
      en: "The agent answers the customer's doubt by telling them to hang up.",
    },
    advice: {
      ja: "疑いはもっともだと受けとめ、いったん切って公表されている番号へかけ直せることを案内します。",
      en: "Accept the doubt as reasonable, and offer that the customer end the call and ring the publicly listed number.",
    },
    flags: [
      "客: これ、詐欺じゃないんですか。 / 担: お疑いでしたら切っていただいて結構です。",
      "信用できないということでしたら、どうぞお電話をお切りください。",
      "客: なんか怪しいですね。 / 担: 怪しいと思われるなら、切ればいいじゃないですか。",
    ],
    clean: [
      "ご不安でしたら一度お切りいただいて、請求書にある番号へおかけ直しください。",
      "お手続きは以上です。お先にお切りください。ありがとうございました。",
      "お電話が切れてしまったようで、失礼いたしました。",
    ],
  },
  legalBasis: hangUpBasis,
  propose(line, dialogue) {
    const offer = meant(line, "conduct.hang-up-offer", "conduct.cut-off")[0];
    if (!offer || does(line, "warns-of-fraud")) return null;
    if (has(line, "conduct.check-elsewhere", "handling.ordinary-closing", "handling.find-out", "conduct.apology"))
      return null;
    const sure = offer.name === "conduct.hang-up-offer" ? 0.05 : 0;
    const reasons = factReason(dialogue, "doubt");
    const why = nearest(line, offer, 14, "conduct.if-doubt", "conduct.if-dislike");
    if (why) return proposal(line, 0.85 + sure, [why, offer], { reasons });
    if (justNow(dialogue, line, "doubt")) return proposal(line, 0.8 + sure, [offer], { reasons });
    const cold = stated(line, "conduct.suit-yourself", "conduct.no-need-here", "conduct.sigh", ...refusals)[0];
    if (cold) return proposal(line, 0.75 + sure, [cold, offer]);
    return sure && !has(line, "conduct.reassure") ? proposal(line, 0.6, [offer]) : null;
  },
};

/** Ways to be rid of the customer: elsewhere, out of the contract, as you please. */
const away = [
  "conduct.go-elsewhere",
  "conduct.no-need-here",
  "conduct.suit-yourself",
  "conduct.take-or-leave",
] as const;
/** Said after "if you do not like it", these too. */
const leaving = [...away, "conduct.leave-directive", "conduct.hang-up-offer"] as const;
const kind = ["conduct.free-choice", "conduct.check-elsewhere", "conduct.reassure", "conduct.apology"] as const;

const takeItOrLeaveIt: Rule = {
  id: "dismissive/take-it-or-leave-it",
  category: "dismissive",
  severity: "medium",
  text: {
    title: { ja: "嫌ならやめろという突き放し", en: "Take it or leave it" },
    message: {
      ja: "「嫌なら結構です」「ご勝手に」など、話を聞かずにお客様を突き放しています。",
      en: "The agent brushes the customer off: take it or leave it, do as you like.",
    },
    advice: {
      ja: "不満の理由を聞き、できることと選べる方法を示したうえで、お断りも自由であると穏やかに伝えます。",
      en: "Ask what the customer is unhappy with, show what can be done, and say calmly that declining is their free choice.",
    },
    flags: [
      "案内を受けたくなければ結構です。",
      "そこまでおっしゃるなら、他社さんへどうぞ。",
      "嫌なら解約していただいて結構ですよ、うちは困りませんので。",
    ],
    clean: [
      "お断りいただいても差し支えございません。ご判断はお客様にお任せいたします。",
      "ご解約をご希望でしたら、私のほうで承ります。",
      "ご自由にお選びいただける三つの色がございます。",
    ],
  },
  legalBasis: takeItOrLeaveItBasis,
  propose(line, dialogue) {
    if (has(line, ...kind)) return null;
    const condition = meant(line, "conduct.if-dislike", "conduct.if-doubt").find((c) =>
      stated(line, ...leaving).some((a) => a.to > c.to && near(line, a, c, 12)),
    );
    const both = condition && nearest(line, condition, 12, ...leaving);
    if (condition && both)
      return proposal(line, condition.name === "conduct.if-dislike" ? 0.85 : 0.7, [condition, both]);
    const suit = stated(line, "conduct.suit-yourself")[0];
    if (suit) return proposal(line, 0.8, [suit]);
    const leave = stated(line, ...away)[0];
    if (!leave) return null;
    const cold = stated(line, "conduct.sigh", "conduct.rude-form", "conduct.irritated-repetition", "conduct.scold")[0];
    if (cold) return proposal(line, 0.7, [leave, cold]);
    if (new Set(stated(line, ...away).map((c) => c.name)).size > 1)
      return proposal(line, 0.75, stated(line, ...away).slice(0, 3));
    return justNow(dialogue, line, "doubt")
      ? proposal(line, 0.65, [leave], { reasons: factReason(dialogue, "doubt") })
      : null;
  },
};

export const dismissive: Rule[] = [hangUp, takeItOrLeaveIt, stonewalling, belittling];
