import { does } from "../dialogue/facts.js";
import { factReason, has, justNow, meant, nearest, proposal, stated } from "./combine.js";
import { heard } from "./heard.js";
import { persistenceBasis, urgencyBasis } from "./legal/pressure.js";
import { isCold, type Rule } from "./rule.js";

const clock = ["deadline", "only-now", "scarcity", "price-rises"] as const;

const urgency: Rule = {
  id: "pressure/urgency",
  category: "pressure",
  severity: "medium",
  presumesOffer: true,
  text: {
    title: { ja: "期限や残り数でせかす", en: "Forces a decision by deadline or scarcity" },
    message: {
      ja: "期限や残り数を理由に、その場での決断を迫っています。",
      en: "The agent uses a deadline or scarcity to force a decision on the spot.",
    },
    advice: {
      ja: "条件と本当の期限だけを伝え、「書面をご覧のうえ、後日のお返事で構いません」と考える時間を渡します。",
      en: "State the terms and any genuine deadline once, and leave the customer time: an answer after reading the papers is fine.",
    },
    flags: [
      "今日ご決断いただけるようでしたら、工事費は無料にいたします。",
      "残り二枠だけですので、お返事だけ先に頂戴できますでしょうか。",
      "客: ちょっと考えさせてください。 / 担: 本日の受付分までのお値段なんです。",
    ],
    clean: [
      "お返事は急ぎませんので、ごゆっくりお考えください。",
      "客: 申し込みはいつまでですか。 / 担: 募集は今月末までとなっております。",
      "窓口の受付は本日十七時までとなっております。",
    ],
  },
  legalBasis: urgencyBasis,
  propose(line, dialogue) {
    const asked = heard(dialogue, line, "asks-when").length > 0;
    if (asked || has(line, "risk-disclosure") || has(line, "cancel-helped")) return null;
    const waiting = heard(dialogue, line, "wants-time");
    const decide = meant(line, "decide-now")[0];
    const ticking = meant(line, ...clock)[0];
    if (decide && ticking) {
      const both = nearest(line, decide, 12, ...clock);
      return proposal(line, both ? 0.9 : 0.8, [decide, both ?? ticking], { reasons: waiting });
    }
    if (waiting.length && (decide || ticking))
      return proposal(
        line,
        0.8,
        [decide, ticking].filter((c) => c !== undefined),
        { reasons: waiting },
      );
    if (!isCold(dialogue) && dialogue.facts.pitch === null) return null;
    if (decide && has(line, "offer")) return proposal(line, 0.75, [decide, ...meant(line, "offer").slice(0, 1)]);
    const rise = stated(line, "price-rises")[0];
    const other = stated(line, "deadline", "only-now", "scarcity")[0];
    if (rise && other) return proposal(line, 0.8, [rise, other]);
    if (other && has(line, "offer", "special-for-you")) {
      const lure = nearest(line, other, 10, "offer", "special-for-you");
      if (lure) return proposal(line, 0.75, [other, lure]);
    }
    const few = stated(line, "scarcity")[0];
    if (few) return proposal(line, 0.7, [few]);
    return decide && !has(line, "ask-leave") ? proposal(line, 0.65, [decide]) : null;
  },
};

const persistence: Rule = {
  id: "pressure/persistence",
  category: "pressure",
  severity: "high",
  text: {
    title: { ja: "断られた後の勧誘", en: "Goes on soliciting after a refusal" },
    message: {
      ja: "お客様がはっきり断った後も、勧誘を続けています。",
      en: "The agent goes on soliciting after the customer clearly refused.",
    },
    advice: {
      ja: "断りを受けたら「承知いたしました」と述べて勧誘を終え、今後の電話を止めるかだけを確認します。",
      en: "Accept the refusal, end the solicitation, and ask only whether future calls should stop.",
    },
    flags: [
      "客: うちは結構です。いりません。 / 担: そうおっしゃらずに、お話だけでも聞いてください。",
      "客: お断りします。 / 担: ちなみに今、月々の電気代はおいくらですか。",
      "客: 興味ないので結構です。 / 担: せめて資料だけでも送らせてください。",
    ],
    clean: [
      "客: いりません。 / 担: 承知いたしました。失礼いたします。",
      "客: 結構です。 / 担: かしこまりました。今後のお電話は控えたほうがよろしいでしょうか。",
      "せめてお礼だけでも申し上げたくお電話しました。",
    ],
  },
  legalBasis: persistenceBasis,
  propose(line, dialogue) {
    if (dialogue.facts.refusal === null || does(line, "accepts-refusal")) return null;
    const reasons = factReason(dialogue, "refusal");
    const cues = meant(line, "pressing-on", "goes-on", "offer");
    const pushes = has(line, "pressing-on", "goes-on");
    if (does(line, "pitch")) return proposal(line, pushes ? 0.9 : 0.8, cues, { reasons });
    if (!justNow(dialogue, line, "refusal") || !pushes || !isCold(dialogue)) return null;
    return proposal(line, cues.length > 1 ? 0.8 : 0.7, cues, { reasons });
  },
};

export const pressureByHaste: Rule[] = [urgency, persistence];
