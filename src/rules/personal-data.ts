import { asserted, cuesOf } from "../dialogue/line.js";
import { isCold, type Rule } from "./rule.js";

export const personalData: Rule[] = [
  {
    id: "personal-data/request",
    category: "personal-data",
    severity: "medium",
    text: {
      title: { ja: "かけた側からの個人情報の聴取", en: "Asks for personal data on a call the company made" },
      message: {
        ja: "こちらからかけた電話で、お客様に個人情報を言わせています。",
        en: "The agent asks for personal data on a call that the company made.",
      },
      advice: {
        ja: "社名・氏名・用件を先に伝え、本人確認はお客様に言わせない方法で行います。",
        en: "State company, name and purpose first, and verify identity without having the customer say it.",
      },
      flags: ["ご本人様確認のため、生年月日をお願いいたします。"],
      clean: ["生年月日をお伺いすることは一切ございません。"],
    },
    legalBasis: [
      { cite: "特定商取引法第16条", gist: "勧誘に先立って名称・目的等を明示する", grade: "A", direction: "outbound" },
    ],
    propose(line, dialogue) {
      if (!isCold(dialogue)) return null;
      const identifier = asserted(line, "identifier");
      const request = cuesOf(line, "request").find((c) => c.polarity !== "negated");
      if (!identifier || !request) return null;
      return {
        utteranceIndex: line.index,
        span: { start: Math.min(identifier.start, request.start), end: Math.max(identifier.end, request.end) },
        confidence: 0.8,
        reasons: [identifier, request].map((c) => ({
          utteranceIndex: line.index,
          span: { start: c.start, end: c.end },
          cue: c.name,
        })),
      };
    },
  },
];
