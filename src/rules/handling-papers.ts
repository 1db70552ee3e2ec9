import { does } from "../dialogue/facts.js";
import { has, meant, near, nearest, proposal, stated } from "./combine.js";
import { heard } from "./heard.js";
import { coachedFalsehoodBasis, paperAvoidedBasis } from "./legal/handling.js";
import type { Rule } from "./rule.js";

export const coachedFalsehood: Rule = {
  id: "handling/coached-falsehood",
  category: "handling",
  severity: "high",
  text: {
    title: { ja: "事実と違う申告をさせる", en: "Tells the customer what to say untruthfully" },
    message: {
      ja: "年収や健康、説明を受けたことなどについて、事実と違う答え方をお客様に指示しています。",
      en: "The agent tells the customer to state something untrue: income, health, or that it was explained and read.",
    },
    advice: {
      ja: "ありのままの申告を求め、審査や告知に影響する内容を誘導しません。",
      en: "Ask for the truth as it is, and never steer what the customer declares.",
    },
    flags: [
      "年収は五百万円と書いておいてください。",
      "確認の電話が来たら、説明を受けましたと答えてください。",
      "通院のことは書かなくて大丈夫ですから。",
    ],
    clean: [
      "年収は源泉徴収票のとおり正確にご記入ください。",
      "お客様、通院歴はありのままをお答えください。",
      "ご不明な点は「わからない」とお答えいただいて結構です。",
    ],
  },
  legalBasis: coachedFalsehoodBasis,
  propose(line, dialogue) {
    if (has(line, "handling.truthful") || does(line, "warns-of-fraud")) return null;
    const order = meant(line, "handling.say-that")[0];
    if (!order) return null;
    const fact = nearest(line, order, 14, "handling.fact-to-state");
    const through = nearest(line, order, 14, "handling.get-through");
    const scene = meant(line, "handling.checkpoint")[0];
    const signs = [fact, through, scene].filter((c) => c !== undefined);
    const told = heard(dialogue, line, "handling.fact-to-state").slice(0, 1);
    const weight = signs.length + told.length;
    if (!weight || (weight === 1 && !fact && !through)) return null;
    return proposal(line, Math.min(0.9, 0.6 + 0.1 * weight), [order, ...signs], { reasons: told });
  },
};

export const paperAvoided: Rule = {
  id: "handling/paper-avoided",
  category: "handling",
  severity: "medium",
  text: {
    title: { ja: "書面を避けた手続き", en: "Steers away from the written terms" },
    message: {
      ja: "契約内容の書面を読ませず、または後回しにして、話を進めています。",
      en: "The agent steers past the written terms: later, or no need to read them.",
    },
    advice: {
      ja: "先に書面を届け、読んで納得したうえで返事をもらいます。",
      en: "Deliver the written terms first, and take the answer once they have been read.",
    },
    flags: [
      "書面は後ほどお送りしますので、先にお返事だけお願いします。",
      "約款は細かい字で書いてあるだけですから、読まなくて大丈夫ですよ。",
      "契約書は届いたら捨てていただいて構いません。",
    ],
    clean: [
      "書面をお送りしますので、よくお読みいただいてからご判断ください。",
      "書類は必ずお目通しのうえ、大切に保管してください。",
      "先に資料をお送りして、届いたころにお電話いたします。",
    ],
  },
  legalBasis: paperAvoidedBasis,
  propose(line, dialogue) {
    if (has(line, "handling.read-first", "conduct.check-elsewhere", "handling.find-out")) return null;
    const paper = meant(line, "handling.paper");
    const later = meant(line, "handling.paper-later", "handling.paper-refused");
    const wanted = heard(dialogue, line, "handling.paper-asked").slice(0, 2);
    const [first, second] = later;
    if (wanted.length && first)
      return proposal(line, paper.length || second ? 0.85 : 0.75, [...paper.slice(0, 1), ...later.slice(0, 2)], {
        reasons: wanted,
      });
    for (const p of paper) {
      const around = later.filter((l) => near(line, p, l, 12));
      if (around.length > 1) return proposal(line, 0.85, [p, ...around.slice(0, 2)]);
      const push = stated(line, "handling.keep-offering", "handling.say-that")[0];
      if (around[0] && push) return proposal(line, 0.75, [p, around[0], push]);
    }
    return null;
  },
};
