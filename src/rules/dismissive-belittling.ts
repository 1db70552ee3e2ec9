import { cuesOf } from "../dialogue/line.js";
import { has, isMeant, proposal } from "./combine.js";
import { belittlingBasis } from "./legal/dismissive.js";
import type { Rule } from "./rule.js";

/** Each with how sure it is when it stands alone. */
const slights: Record<string, number> = {
  "conduct.accuse": 0.7,
  "conduct.blame": 0.65,
  "conduct.insult": 0.75,
  "conduct.irritated-repetition": 0.65,
  "conduct.mock": 0.75,
  "conduct.scold": 0.65,
  "conduct.sigh": 0.6,
};

export const belittling: Rule = {
  id: "dismissive/belittling",
  category: "dismissive",
  severity: "medium",
  text: {
    title: { ja: "お客様を見下す・責める", en: "Mocks, scolds or blames the customer" },
    message: {
      ja: "お客様を見下したり、叱ったり、お客様のせいにしたりしています。",
      en: "The agent mocks, scolds or blames the customer.",
    },
    advice: {
      ja: "分かりにくさはこちらの責任と受けとめ、言い方を変えて落ち着いて説明し直します。",
      en: "Take the difficulty as ours, and explain again calmly in other words.",
    },
    flags: [
      "これくらい、普通わかりますよね。",
      "それは言いがかりというものですよ、お客様。",
      "さっきも言いましたよね。人の話を聞いてました?",
    ],
    clean: [
      "何度も申し上げて恐れ入りますが、左から二番目の青いボタンでございます。",
      "分かりにくい画面ですので、一緒に確認してまいりましょう。",
      "お客様のせいではございません。どうぞお気になさらないでください。",
    ],
  },
  legalBasis: belittlingBasis,
  propose(line) {
    if (has(line, "conduct.apology", "conduct.reassure", "conduct.polite-repetition")) return null;
    const found = cuesOf(line, ...Object.keys(slights)).filter(isMeant);
    const strongest = Math.max(0, ...found.map((c) => slights[c.name] ?? 0));
    if (!strongest) return null;
    const kinds = new Set(found.map((c) => c.name)).size;
    return proposal(line, Math.min(0.95, strongest + 0.1 * (kinds - 1)), found.slice(0, 4));
  },
};
