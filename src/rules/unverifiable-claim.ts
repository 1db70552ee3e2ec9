import { does } from "../dialogue/facts.js";
import { cuesOf, type Line } from "../dialogue/line.js";
import type { Cue } from "../dictionary/matcher.js";
import { factReason, has, justNow, near, nearest, proposal, stated } from "./combine.js";
import { authorityBasis, obligationBasis, threatBasis } from "./legal/unverifiable-claim.js";
import { isCold, type Rule } from "./rule.js";

const spoken = (line: Line, cue: Cue, reach: number, ...names: string[]) =>
  cuesOf(line, ...names).some((c) => near(line, c, cue, reach));

/** Danger, duty and authority: what makes the customer believe that they must act. */
export const unverifiableClaim: Rule[] = [
  {
    id: "unverifiable-claim/authority",
    category: "unverifiable-claim",
    severity: "medium",
    text: {
      title: { ja: "借りものの権威", en: "Borrowed authority" },
      message: {
        ja: "国・自治体・大手などとの結びつきを、信用させるために使っています。お客様はそれを確かめられません。",
        en: "A tie to the state, a municipality or a big firm is used to be believed; the customer cannot check it.",
      },
      advice: {
        ja: "自社の正式な社名と立場(販売代理店など)だけを一度はっきり伝えます。委託や認定は、公表されている根拠があるときに限ります。",
        en: "State your own registered name and role once and plainly. Mention a commission or approval only where it is publicly documented.",
      },
      flags: [
        "私どもは国から委託を受けている会社ですので、ご安心ください。",
        "市の指定業者ですから、怪しい会社ではございません。",
        "大手電力会社と提携しておりますので、安心していただいて大丈夫です。",
      ],
      clean: [
        "株式会社みどりの販売代理店、サンライトの鈴木と申します。",
        "国の委託だと名乗る業者からの電話にはご注意ください。",
        "うちは役所とは関係のない民間の会社でございます。",
      ],
    },
    legalBasis: authorityBasis,
    propose(line, dialogue) {
      const bodies = stated(line, "authority.public", "authority.major");
      const genuine = stated(line, "authority.genuine");
      const trust = stated(line, "trust-invite");
      const entrusted = stated(line, "authority.entrusted").flatMap((tie) => {
        const body = bodies.find((b) => near(line, b, tie, 8));
        return body ? [body, tie] : [];
      });
      const cues = [...entrusted, ...genuine];
      const first = cues[0];
      if (!first || spoken(line, first, 20, "warning-frame", "general-talk", "not-asked")) return null;
      const believed = trust.some((t) => cues.some((c) => near(line, c, t, 12)));
      const doubted = justNow(dialogue, line, "doubt") || justNow(dialogue, line, "askedIdentity");
      let confidence = 0.5;
      if (entrusted.length) confidence += 0.2;
      if (genuine.length) confidence += entrusted.length || believed || doubted ? 0.15 : 0.05;
      if (believed) confidence += 0.2;
      if (doubted) confidence += 0.05;
      if (!isCold(dialogue)) confidence -= 0.2;
      if (does(line, "names-company") && !believed && !genuine.length) confidence -= 0.25;
      if (confidence < 0.6) return null;
      return proposal(line, Math.min(0.95, confidence), [...cues, ...trust], {
        reasons: doubted ? factReason(dialogue, "doubt") : [],
      });
    },
  },
  {
    id: "unverifiable-claim/threat",
    category: "unverifiable-claim",
    severity: "high",
    text: {
      title: { ja: "確かめようのない危険・不具合の主張", en: "An uncheckable danger or defect" },
      message: {
        ja: "お客様の家や機器・口座に危険や不具合があると告げていますが、お客様にはその場で確かめる方法がありません。",
        en: "The agent states a danger or defect at the customer's that the customer has no way to check.",
      },
      advice: {
        ja: "見ていない不具合を事実として告げません。根拠があれば書面や写真で示し、点検や相談先は本人が選べると伝えます。",
        en: "Do not state unseen defects as fact. Show grounds in writing or pictures, and let the customer choose whom to ask.",
      },
      flags: [
        "お客様のパソコンがただいま外部から攻撃されております。",
        "近くを通りましたら、お宅の屋根の瓦が浮いておりました。",
        "お宅の配線から電気が漏れております。",
      ],
      clean: [
        "お客様の機器に問題が見つかったということではございません。",
        "一般に、住宅用の火災警報器は十年ほどで電池が切れるとされております。",
        "パソコンが感染しているという電話は詐欺ですので、ご注意ください。",
      ],
    },
    legalBasis: threatBasis,
    propose(line, dialogue) {
      if (dialogue.frame.direction === "inbound" && !has(line, "seen-by-caller")) return null;
      const dangers = stated(line, "danger").filter(
        (d) => !spoken(line, d, 10, "warning-frame", "general-talk") && !spoken(line, d, 4, "hedge"),
      );
      const first = dangers[0];
      if (!first) return null;
      const theirs = cuesOf(line, "their-side")[0];
      const seen = stated(line, "seen-by-caller").find((s) => dangers.some((d) => near(line, s, d, 12)));
      const already = stated(line, "already").find((a) => dangers.some((d) => near(line, a, d, 10)));
      if (!theirs && !seen && !already && dangers.length < 2) return null;
      const soft = dangers.every((d) => d.name === "danger.trouble");
      let confidence = soft ? 0.55 : 0.68;
      if (theirs) confidence += 0.08;
      if (seen) confidence += 0.1;
      if (already) confidence += 0.06;
      if (new Set(dangers.map((d) => d.name)).size > 1) confidence += 0.08;
      if (dialogue.frame.direction === "inbound") confidence -= 0.25;
      if (confidence < 0.6) return null;
      return proposal(line, Math.min(0.93, confidence), [
        ...dangers,
        ...[theirs, seen, already].flatMap((c) => (c ? [c] : [])),
      ]);
    },
  },
  {
    id: "unverifiable-claim/obligation",
    category: "unverifiable-claim",
    severity: "high",
    text: {
      title: { ja: "義務・打ち切りの主張", en: "Claims a duty or the end of a service" },
      message: {
        ja: "法律・国・技術の変更によって、お客様に義務がある、または今のサービスが使えなくなると告げています。",
        en: "The agent claims that the law, the state or a technical change obliges the customer or ends their service.",
      },
      advice: {
        ja: "断れることをはっきり伝えます。制度の変更を話すなら、名称・時期・公的な問い合わせ先を示し、今のまま使えるかを正しく説明します。",
        en: "Say plainly that it may be declined. If a rule has changed, name it, its date and the public contact, and say truly whether things can stay as they are.",
      },
      flags: [
        "法律が変わりまして、全世帯で交換が義務になりました。",
        "来年の三月で今の回線は使えなくなりますので、皆様切り替えていただいております。",
        "受けていただかないと、罰則の対象になってしまいます。",
      ],
      clean: [
        "切り替えは任意でございます。今のままお使いいただけます。",
        "交換の義務はございませんので、ご安心ください。",
        "法令で、点検の記録を残すことが当社に義務づけられております。",
        "お断りになったあとで続けてはいけないと法律で決まっておりますので、これで失礼いたします。",
      ],
    },
    legalBasis: obligationBasis,
    propose(line, dialogue) {
      const weights = {
        "obligation.duty": 1,
        "obligation.law": 0.9,
        "obligation.penalty": 1,
        "obligation.service-end": 1.1,
        "obligation.ends": 0.6,
        "obligation.everyone": 0.7,
        "obligation.switch": 0.3,
      };
      const cues: Cue[] = [];
      let weight = 0;
      for (const [name, w] of Object.entries(weights)) {
        const cue = cuesOf(line, name).find(
          (c) =>
            (c.polarity === "asserted" || c.polarity === "double-negation" || c.polarity === "conditional-pressure") &&
            !spoken(line, c, 10, "warning-frame", "contract-terms", "hedge", "own-duty"),
        );
        if (!cue) continue;
        cues.push(cue);
        weight += w + (cue.polarity === "conditional-pressure" ? 0.2 : 0);
      }
      const threshold = dialogue.frame.direction === "inbound" ? 2.4 : 1.4;
      if (weight < threshold) return null;
      const first = cues[0];
      if (!first || (nearest(line, first, 20, "general-talk") && weight < 2)) return null;
      return proposal(line, Math.min(0.93, 0.66 + (weight - threshold) * 0.15), cues);
    },
  },
];
