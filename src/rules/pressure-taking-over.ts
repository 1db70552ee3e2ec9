import { factReason, has, meant, near, nearest, proposal, stated } from "./combine.js";
import { heard, withoutConsent } from "./heard.js";
import { appointmentBasis, assumedConsentBasis, cancellationBasis } from "./legal/pressure.js";
import { isCold, type Rule } from "./rule.js";

const appointment: Rule = {
  id: "pressure/appointment",
  category: "pressure",
  severity: "medium",
  presumesOffer: true,
  text: {
    title: { ja: "一方的な訪問・再電話の設定", en: "Sets a visit or call nobody agreed to" },
    message: {
      ja: "お客様が応じていない訪問や次の電話を、決まったこととして告げています。",
      en: "The agent announces a visit or a next call that the customer has not agreed to.",
    },
    advice: {
      ja: "候補を挙げて都合を尋ね、はっきりした同意を得てから予定を入れます。",
      en: "Offer a date, wait for the answer, and book only after a clear yes.",
    },
    flags: [
      "では明日の二時にお伺いしますので、よろしくお願いします。",
      "土曜の午前中で担当の予定を押さえてありますから。",
      "客: まだ決めていません。 / 担: それでは来週またお電話いたしますので。",
    ],
    clean: [
      "来週の火曜日にお伺いしてもよろしいでしょうか。",
      "客: 明日の三時に来てください。 / 担: では明日の三時に伺いますので、よろしくお願いいたします。",
      "ご都合のよい日を教えていただけますか。",
    ],
  },
  legalBasis: appointmentBasis,
  propose(line, dialogue) {
    if (has(line, "ask-leave") || heard(dialogue, line, "visit-agreed").length) return null;
    if (has(line, "arranged") || dialogue.frame.direction === "inbound") return null;
    const coming = stated(line, "visit", "next-call");
    const reasons = factReason(dialogue, "refusal");
    for (const come of coming) {
      const set = nearest(line, come, 10, "announced");
      const when = nearest(line, come, 12, "when");
      if (set && when) return proposal(line, 0.85, [come, set, when], { reasons });
      if (set && come.name === "visit") return proposal(line, 0.75, [come, set], { reasons });
    }
    const slot = stated(line, "slot-taken")[0];
    const hour = slot && nearest(line, slot, 12, "when");
    if (slot && hour) return proposal(line, 0.75, [slot, hour], { reasons });
    for (const come of coming) {
      const when = nearest(line, come, 10, "when");
      if (when && isCold(dialogue))
        return proposal(line, come.name === "visit" ? 0.7 : 0.65, [come, when], { reasons });
    }
    return null;
  },
};

const isolation: Rule = {
  id: "pressure/isolation",
  category: "pressure",
  severity: "high",
  text: {
    title: { ja: "家族や相談先から遠ざける", en: "Keeps the customer from advice" },
    message: {
      ja: "家族や相談先に話させない、電話を切らせないなど、お客様をひとりで決めさせようとしています。",
      en: "The agent keeps the customer from family, advice or thinking time.",
    },
    advice: {
      ja: "「ご家族とご相談のうえでお返事ください」と、相談する時間をこちらから渡します。",
      en: "Offer time for advice yourself: “please talk it over with your family first”.",
    },
    flags: [
      "ご家族に相談しなくても大丈夫ですよ。",
      "このお話は誰にも言わないでくださいね。",
      "お電話は切らずに、このままお手続きをお願いします。",
    ],
    clean: [
      "ご家族とよくご相談のうえ、お返事ください。",
      "確認いたしますので、このまま少々お待ちください。",
      "他の方には情報をお伝えしませんので、ご安心ください。",
    ],
  },
  legalBasis: [],
  propose(line, dialogue) {
    if (has(line, "risk-disclosure")) return null;
    const people = meant(line, "person.family", "person.adviser");
    const reasons = heard(dialogue, line, "person.family", "person.adviser", "wants-time", "postpones").slice(0, 2);
    for (const consult of line.cues.filter((c) => c.name === "consult" && c.polarity !== "quoted")) {
      const needless = nearest(line, consult, 4, "no-need");
      if (!needless) continue;
      const who = people.find((p) => near(line, p, consult, 6));
      if (who) return proposal(line, 0.8, [consult, needless, who], { reasons });
      if (reasons.length) return proposal(line, 0.75, [consult, needless], { reasons });
    }
    const secret = stated(line, "secrecy")[0];
    if (secret && people[0]) return proposal(line, 0.8, [secret, people[0]]);
    const held = meant(line, "stay-on-line")[0];
    if (held && isCold(dialogue)) return proposal(line, 0.75, [held]);
    const alone = meant(line, "decide-alone")[0];
    if (alone && (people[0] || reasons.length))
      return proposal(line, 0.75, [alone, ...people.slice(0, 1)], { reasons });
    return secret && has(line, "offer", "special-for-you") ? proposal(line, 0.65, [secret]) : null;
  },
};

const assumedConsent: Rule = {
  id: "pressure/assumed-consent",
  category: "pressure",
  severity: "high",
  presumesOffer: true,
  text: {
    title: { ja: "承諾したことにして進める", en: "Takes consent as given" },
    message: {
      ja: "お客様の承諾がないまま、申込みや手続き、発送を進めようとしています。",
      en: "The agent goes ahead with a sign-up or shipment without a yes.",
    },
    advice: {
      ja: "申込みになることを明言し、「お申し込みでよろしいですか」と尋ね、はっきりした返事を得てから進めます。",
      en: "Say plainly that this is the application, ask for a yes, and go ahead only after it.",
    },
    flags: [
      "それではこちらで手続きを進めておきますね。",
      "お返事がない場合は、自動的にご契約となります。",
      "客: はあ、そうですか。 / 担: ではお申し込みということで承りました。",
    ],
    clean: [
      "客: はい、それで申し込みをお願いします。 / 担: ありがとうございます。それでは手続きを進めさせていただきます。",
      "お申し込みのお手続きに進んでもよろしいでしょうか。",
      "お返事をいただくまで、手続きを進めることはございません。",
    ],
  },
  legalBasis: assumedConsentBasis,
  propose(line, dialogue) {
    if (!withoutConsent(dialogue, line) || has(line, "ask-leave", "cancel-helped")) return null;
    // Consent to what? A delivery, a repair or a booking is arranged without any offer having been made.
    const underWay = dialogue.frame.direction === "inbound" || line.index >= 6;
    if (underWay && dialogue.facts.pitch === null) return null;
    const taken = stated(line, "assumed");
    const first = taken[0];
    if (!first) return null;
    const set = nearest(line, first, 8, "announced");
    if (!set && taken.length < 2 && !isCold(dialogue)) return null;
    return proposal(line, set || taken.length > 1 ? 0.8 : 0.65, [...taken.slice(0, 2), ...(set ? [set] : [])]);
  },
};

const cancellationBlocked: Rule = {
  id: "pressure/cancellation-blocked",
  category: "pressure",
  severity: "high",
  text: {
    title: { ja: "解約・クーリング・オフの妨害", en: "Blocks cancellation" },
    message: {
      ja: "解約やクーリング・オフができないと告げたり、方法を隠したり引き延ばしたりしています。",
      en: "The agent says that cancelling is impossible, hides the way to it, or drags it out.",
    },
    advice: {
      ja: "解約の申し出はその場で受け、方法・費用・いつ終わるかを具体的に伝えます。",
      en: "Take the cancellation at once, and say how it is done, what it costs and when it is complete.",
    },
    flags: [
      "もう開封されておりますので、クーリング・オフはできません。",
      "客: 解約したいんですけど。 / 担: 担当が不在ですので、来週またお電話ください。",
      "理由をお聞かせいただかないと、解約は受け付けられません。",
    ],
    clean: [
      "八日以内でしたら、クーリング・オフができます。",
      "客: 解約したいんですけど。 / 担: かしこまりました。解約のお手続きを承ります。",
      "違約金はかかりませんので、いつでも解約いただけます。",
    ],
  },
  legalBasis: cancellationBasis,
  propose(line, dialogue) {
    const wish = heard(dialogue, line, "wants-cancel");
    if (has(line, "cancel-helped")) return null;
    for (const what of line.cues.filter((c) => c.name === "cancel" && c.polarity !== "quoted")) {
      const no = nearest(line, what, 6, "cannot");
      if (no) return proposal(line, 0.85, [what, no], { reasons: wish });
      const hurdle = nearest(line, what, 8, "cancel-obstacle");
      if (hurdle) return proposal(line, wish.length ? 0.8 : 0.65, [what, hurdle], { reasons: wish });
    }
    if (!wish.length) return null;
    const no = stated(line, "cannot")[0];
    const hurdle = stated(line, "cancel-obstacle")[0];
    if (no && hurdle) return proposal(line, 0.8, [no, hurdle], { reasons: wish });
    return no || hurdle
      ? proposal(
          line,
          0.65,
          [no ?? hurdle].filter((c) => !!c),
          { reasons: wish },
        )
      : null;
  },
};

export const pressureByTakingOver: Rule[] = [appointment, isolation, assumedConsent, cancellationBlocked];
