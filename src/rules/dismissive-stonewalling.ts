import { does } from "../dialogue/facts.js";
import { factReason, has, justNow, meant, nearest, proposal, stated } from "./combine.js";
import { stonewallingBasis } from "./legal/dismissive.js";
import { type Dialogue, type Facts, isCold, type ReadLine, type Rule } from "./rule.js";

const evasions = [
  "conduct.counter-question",
  "conduct.deflect",
  "conduct.not-your-concern",
  "conduct.vague-identity",
  "conduct.vague-purpose",
] as const;

/** What the customer has just asked about the caller, if anything. */
function asked(line: ReadLine, dialogue: Dialogue): keyof Facts | null {
  for (const fact of ["askedIdentity", "askedPurpose", "doubt"] as const)
    if (justNow(dialogue, line, fact)) return fact;
  return null;
}

/** The line gives what was asked: a name, a company, the purpose, the product. */
const answers = (line: ReadLine): boolean =>
  does(line, "names-company") ||
  does(line, "names-self") ||
  does(line, "states-sales-purpose") ||
  does(line, "states-matter-on-callback") ||
  does(line, "invites-independent-check") ||
  has(line, "conduct.identity-answer", "conduct.check-elsewhere", "handling.find-out");

export const stonewalling: Rule = {
  id: "dismissive/stonewalling",
  category: "dismissive",
  severity: "medium",
  text: {
    title: { ja: "もっともな質問への回答拒否", en: "Refuses or evades a fair question" },
    message: {
      ja: "誰が、どこから、何のためにかけているのかという質問に答えず、はぐらかしています。",
      en: "The agent refuses or evades a fair question about who is calling, for whom, or why.",
    },
    advice: {
      ja: "社名・部署・氏名・用件は聞かれたらその場で答え、分からないことは調べて期日を決めて回答します。",
      en: "Give company, department, name and purpose when asked; what you do not know, find out and answer by a stated time.",
    },
    flags: [
      "客: どちらの会社ですか。 / 担: 社名については、会社の決まりでお答えできません。",
      "客: 何の用件ですか。 / 担: それを聞いてどうされるんですか。",
      "客: お名前を教えてください。 / 担: 名乗るほどの者ではございません。",
    ],
    clean: [
      "ご契約者様以外の方には、内容をお答えできません。",
      "客: どちら様ですか。 / 担: 株式会社青葉の山田と申します。",
      "客: 在庫はいつ入りますか。 / 担: 確認いたしますので少々お待ちください。",
    ],
  },
  legalBasis: stonewallingBasis,
  propose(line, dialogue) {
    if (has(line, "conduct.privacy-protect")) return null;
    const fact = asked(line, dialogue);
    const reasons = fact ? factReason(dialogue, fact) : [];
    const refusal = meant(line, "conduct.cannot-answer")[0];
    const excuse = refusal && nearest(line, refusal, 14, "conduct.confidential", "conduct.company-rule");
    if (refusal && excuse && (fact || isCold(dialogue)))
      return proposal(line, fact ? 0.9 : 0.7, [excuse, refusal], { reasons });
    if (!fact || answers(line) || does(line, "warns-of-fraud")) return null;
    if (fact === "doubt") return null;
    const no = refusal ?? stated(line, "conduct.confidential", "conduct.company-rule")[0];
    if (no) return proposal(line, 0.85, [no], { reasons });
    const evasive = meant(line, ...evasions);
    if (evasive.length) return proposal(line, evasive.length > 1 ? 0.8 : 0.7, evasive.slice(0, 3), { reasons });
    return null;
  },
};
