import { cuesOf } from "../dialogue/line.js";
import { factReason, has, justNow, meant, nearest, proposal, stated } from "./combine.js";
import { brokenPromiseBasis, escalationBasis } from "./legal/handling.js";
import type { Rule } from "./rule.js";

/** For how many utterances a request for a supervisor is still the matter. */
const REACH = 6;

export const escalationRefused: Rule = {
  id: "handling/escalation-refused",
  category: "handling",
  severity: "medium",
  text: {
    title: { ja: "責任者への取り次ぎ拒否", en: "Refuses or puts off a supervisor" },
    message: {
      ja: "責任者への交代を求められたのに、断るか先延ばしにしています。",
      en: "The customer asks for a supervisor and is refused or put off.",
    },
    advice: {
      ja: "その場で代わるか、誰がいつまでに折り返すかを約束します。",
      en: "Hand over, or promise who will call back and by when.",
    },
    flags: [
      "客: 責任者に代わってください。 / 担: 上の者に代わっても答えは同じです。",
      "客: 店長をお願いします。 / 担: 店長は席を外しておりまして、いつ戻るか分かりません。",
      "客: 上の人を出して。 / 担: 私が担当ですので、私が承ります。",
    ],
    clean: [
      "客: 責任者に代わってください。 / 担: かしこまりました、代わりますので少々お待ちください。",
      "客: 店長をお願いします。 / 担: 店長は席を外しておりますので、本日15時までに折り返しお電話いたします。",
      "客: ところで色は選べますか。 / 担: 店長のおすすめは青でございます。",
    ],
  },
  legalBasis: escalationBasis,
  propose(line, dialogue) {
    const at = dialogue.facts.askedSupervisor;
    const asked = at !== null && line.index - at <= REACH;
    const now = justNow(dialogue, line, "askedSupervisor");
    const reasons = asked ? factReason(dialogue, "askedSupervisor") : [];
    const no = meant(line, "handling.no-supervisor")[0];
    const who = meant(line, "handling.supervisor")[0];
    const absent = who && nearest(line, who, 12, "handling.absent");
    if (has(line, "handling.connect") && !(no && who && no.name === "handling.no-supervisor" && now)) return null;
    if (asked && no) return proposal(line, now ? 0.88 : 0.75, who ? [no, who] : [no], { reasons });
    if (asked && who && absent) return proposal(line, 0.8, [who, absent], { reasons });
    const later = stated(line, "handling.put-off", "handling.absent")[0];
    if (now && later) return proposal(line, 0.75, [later], { reasons });
    const declined = meant(line, "handling.declines")[0];
    if (now && declined) return proposal(line, who ? 0.8 : 0.7, who ? [who, declined] : [declined], { reasons });
    const evasive = meant(line, "conduct.deflect", "conduct.counter-question", "conduct.cannot-answer")[0];
    if (now && evasive) return proposal(line, 0.7, [evasive], { reasons });
    const firm = who && no && nearest(line, who, 8, "handling.no-supervisor");
    return firm ? proposal(line, 0.7, [who, firm]) : null;
  },
};

export const brokenPromise: Rule = {
  id: "handling/broken-promise",
  category: "handling",
  severity: "medium",
  text: {
    title: { ja: "約束した連絡や手続きの不履行", en: "A promised call-back or step was not kept" },
    message: {
      ja: "約束していた連絡や手続きが行われていません。",
      en: "A promised call-back or step was not kept.",
    },
    advice: {
      ja: "不履行を認めて詫び、原因と新しい期日を具体的に伝え、記録を残して引き継ぎます。",
      en: "Own up and apologise, give the cause and a new firm date, and hand it over on record.",
    },
    flags: [
      "客: 昨日電話くれるって言いましたよね。 / 担: 申し訳ございません、折り返しを失念しておりました。",
      "客: 書類がまだ来ません。 / 担: 手配が漏れておりまして、まだ発送できておりません。",
      "客: 先週手続きするって約束しましたよね。まだですか。 / 担: 前の担当が退職しまして、引き継ぎができていなかったようです。",
    ],
    clean: [
      "お約束どおりお電話いたしました。",
      "本日中に必ず折り返しお電話いたします。",
      "客: 荷物を受け取れませんでした。 / 担: ご不在でしたので、再配達を承ります。",
    ],
  },
  legalBasis: brokenPromiseBasis,
  propose(line, dialogue) {
    const at = dialogue.facts.brokenPromise;
    const complained = at !== null && line.index - at <= REACH;
    const reasons = complained ? factReason(dialogue, "brokenPromise") : [];
    const now = justNow(dialogue, line, "brokenPromise");
    const admitted = cuesOf(line, "handling.past-word", "handling.undone")[0];
    const failed = meant(line, "handling.promise-failed")[0];
    const matter = admitted && meant(line, "handling.promise", "conduct.apology")[0];
    if (!failed) return now && matter ? proposal(line, 0.7, [admitted, matter], { reasons }) : null;
    const promised = nearest(line, failed, 12, "handling.promise");
    const sorry = meant(line, "conduct.apology")[0];
    if (now) return proposal(line, promised ? 0.88 : 0.8, promised ? [promised, failed] : [failed], { reasons });
    if (promised && sorry) return proposal(line, complained ? 0.85 : 0.7, [promised, failed, sorry], { reasons });
    return complained && promised ? proposal(line, 0.75, [promised, failed], { reasons }) : null;
  },
};
