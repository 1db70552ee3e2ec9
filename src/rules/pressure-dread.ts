import { cuesOf } from "../dialogue/line.js";
import { has, meant, nearest, proposal } from "./combine.js";
import { heard } from "./heard.js";
import { coercionBasis, fearBasis } from "./legal/pressure.js";
import type { ReadLine, Rule } from "./rule.js";

/** What is feared is mostly said under an if, so a supposed harm counts too. */
const painted = (line: ReadLine, ...names: string[]) =>
  cuesOf(line, ...names).filter((c) => c.polarity !== "negated" && c.polarity !== "quoted");

const fear: Rule = {
  id: "pressure/fear",
  category: "pressure",
  severity: "medium",
  text: {
    title: { ja: "不安をあおる", en: "Paints harm to push" },
    message: {
      ja: "悪い結果を描いて不安にさせ、契約や決断へ押しています。",
      en: "The agent paints a bad outcome to push the customer into a decision.",
    },
    advice: {
      ja: "確かめられる事実と対処の選択肢だけを落ち着いて伝え、判断はお客様に任せます。",
      en: "State calmly only facts that can be checked and the options, and leave the judgement to the customer.",
    },
    flags: [
      "このまま放っておくと、取り返しのつかないことになりますよ。",
      "もし倒れられたら、ご家族が苦労されますよ。怖いですよね。",
      "何もなさらないと、台風で屋根が飛んでしまいますよ。",
    ],
    clean: [
      "投資信託には元本割れのおそれがございます。",
      "地震の際は、火を消して窓を開けてください。",
      "大変お待たせいたしました。",
    ],
  },
  legalBasis: fearBasis,
  propose(line) {
    if (has(line, "risk-disclosure")) return null;
    const harm = painted(line, "harm", "helpless");
    for (const h of harm) {
      const nothing = nearest(line, h, 12, "if-nothing");
      if (nothing) return proposal(line, 0.85, [nothing, h]);
    }
    const first = harm[0];
    if (!first) {
      const worry = meant(line, "worry")[0];
      const nothing = painted(line, "if-nothing")[0];
      return worry && nothing ? proposal(line, 0.7, [nothing, worry]) : null;
    }
    const tale = meant(line, "cautionary-tale")[0];
    if (tale) return proposal(line, 0.75, [first, tale]);
    const worry = meant(line, "worry")[0] ?? painted(line, "if-nothing")[0];
    if (worry) return proposal(line, 0.75, [first, worry]);
    if (harm.length > 1) return proposal(line, 0.7, harm.slice(0, 3));
    const family = nearest(line, first, 10, "person.family");
    return family ? proposal(line, 0.7, [first, family]) : null;
  },
};

const coercion: Rule = {
  id: "pressure/coercion",
  category: "pressure",
  severity: "high",
  text: {
    title: { ja: "費用・法的手続きなどで脅す", en: "Threatens cost, legal steps or trouble" },
    message: {
      ja: "応じなければ費用や法的手続き、面倒が生じると告げて従わせようとしています。",
      en: "The agent threatens a cost, a legal step or trouble if the customer does not comply, or will not let them go.",
    },
    advice: {
      ja: "契約上の費用は尋ねられたときに根拠とともに説明し、断る自由と解約の方法を伝えます。",
      en: "Explain contractual costs with their basis when asked, and tell the customer that they are free to decline.",
    },
    flags: [
      "お断りになるのでしたら、違約金を請求させていただきます。",
      "応じていただけない場合は、法的措置を取らせていただきます。",
      "お返事をいただくまで電話は切れませんからね。",
    ],
    clean: [
      "客: 途中で解約したらどうなりますか。 / 担: 更新月以外ですと、違約金が九千五百円かかります。",
      "お断りいただいても費用は一切かかりません。",
      "裁判所の近くのビルでございます。",
    ],
  },
  legalBasis: coercionBasis,
  propose(line, dialogue) {
    if (has(line, "risk-disclosure", "cancel-helped")) return null;
    const asked = heard(dialogue, line, "wants-cancel", "asks-when").length > 0;
    const threats = meant(line, "legal-step", "third-party-trouble", ...(asked ? [] : ["penalty-fee"]));
    for (const threat of threats) {
      const condition = nearest(line, threat, 12, "comply-condition") ?? painted(line, "comply-condition")[0];
      if (condition) return proposal(line, 0.85, [condition, threat]);
    }
    const held = meant(line, "no-escape")[0];
    const menace = meant(line, "intimidation")[0];
    const condition = painted(line, "comply-condition")[0];
    const charge = asked ? undefined : meant(line, "makes-pay")[0];
    if (menace && (held || threats[0] || charge))
      return proposal(
        line,
        0.85,
        [menace, held ?? threats[0] ?? charge].filter((c) => !!c),
      );
    if (condition && charge) return proposal(line, 0.75, [condition, charge]);
    if (threats.length > 1) return proposal(line, 0.75, threats.slice(0, 3));
    if (held) return proposal(line, 0.7, [held]);
    if (menace && (condition || dialogue.facts.refusal !== null)) return proposal(line, 0.7, [menace]);
    const against = threats[0] ?? charge;
    return against && dialogue.facts.refusal !== null ? proposal(line, 0.7, [against]) : null;
  },
};

export const pressureByDread: Rule[] = [fear, coercion];
