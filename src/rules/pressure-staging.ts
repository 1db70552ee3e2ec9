import { has, justNow, meant, near, nearest, proposal, stated } from "./combine.js";
import { heard } from "./heard.js";
import { favorBasis, rewardBasis, socialProofBasis } from "./legal/pressure.js";
import { isCold, type Rule } from "./rule.js";

const favor: Rule = {
  id: "pressure/favor",
  category: "pressure",
  severity: "low",
  text: {
    title: { ja: "特別扱いの演出", en: "Staged favour" },
    message: {
      ja: "上司に掛け合う、お客様だけなどと特別扱いを演出し、断りにくくしています。",
      en: "The agent stages a special favour so that it is hard to say no.",
    },
    advice: {
      ja: "値引きや特典は、誰に・いつまで・どの条件で適用されるかを公表どおりに説明します。",
      en: "Explain discounts as published: for whom, until when and on what terms.",
    },
    flags: [
      "上司に掛け合って、なんとか特別にお値引きの許可をもらってきました。",
      "本来ならお断りしているのですが、お客様だけにご案内しています。",
      "私の権限で、内緒で工事費を引いておきますね。",
    ],
    clean: [
      "ホームページにも掲載している、新規の方向けの割引でございます。",
      "上の者に代わりますので、少々お待ちください。",
      "お客様だけが特別に安くなるということはございません。",
    ],
  },
  legalBasis: favorBasis,
  propose(line) {
    const boss = stated(line, "boss-favour")[0];
    const special = stated(line, "special-for-you")[0];
    const secret = stated(line, "secrecy")[0];
    if (boss && (special || secret))
      return proposal(
        line,
        0.9,
        [boss, special ?? secret].filter((c) => !!c),
      );
    if (special && secret) return proposal(line, 0.85, [special, secret]);
    const sweet = boss && nearest(line, boss, 14, "offer", "gift", "price-rises", "good-outcome.saving");
    if (boss) return proposal(line, sweet ? 0.85 : 0.65, sweet ? [boss, sweet] : [boss]);
    if (!special) return null;
    const price = nearest(line, special, 12, "offer", "gift", "price-rises", "only-now");
    if (price) return proposal(line, 0.8, [special, price]);
    const others = stated(line, "special-for-you");
    return others.length > 1 ? proposal(line, 0.75, others.slice(0, 2)) : null;
  },
};

const socialProof: Rule = {
  id: "pressure/social-proof",
  category: "pressure",
  severity: "low",
  text: {
    title: { ja: "「皆さん契約しています」", en: "Everyone else has signed" },
    message: {
      ja: "周りが契約済み、残るはお客様だけなどと言って同調を迫っています。",
      en: "The agent presses the customer to conform by saying that everyone else has signed.",
    },
    advice: {
      ja: "他の方の契約状況は持ち出さず、このお客様に必要かどうかで話します。",
      en: "Leave other people's contracts out, and talk about whether this customer needs it.",
    },
    flags: [
      "この地域のみなさんは、もう切り替えていただいております。",
      "このマンションで残っているのは、お客様だけなんですよ。",
      "断られる方はほとんどいらっしゃいませんよ。",
    ],
    clean: [
      "客: 利用している人は多いんですか。 / 担: 昨年度末で、およそ三割のご家庭でご利用いただいています。",
      "皆さまにお電話しているわけではございません。",
      "ご契約の皆様に書面をお送りしています。",
    ],
  },
  legalBasis: socialProofBasis,
  propose(line, dialogue) {
    if (heard(dialogue, line, "asks-usage").length) return null;
    const last = meant(line, "last-one-left")[0];
    const crowd = meant(line, "everyone", "person.neighbours");
    if (last && crowd[0]) return proposal(line, 0.85, [crowd[0], last]);
    for (const who of crowd.filter((c) => c.name === "everyone")) {
      const did = nearest(line, who, 8, "joined");
      if (did) return proposal(line, near(line, who, did, 4) ? 0.8 : 0.7, [who, did]);
    }
    if (last) return proposal(line, 0.7, [last]);
    for (const who of crowd) {
      const did = nearest(line, who, 5, "joined");
      if (did) return proposal(line, 0.65, [who, did]);
    }
    return null;
  },
};

const pity: Rule = {
  id: "pressure/pity",
  category: "pressure",
  severity: "medium",
  text: {
    title: { ja: "同情に訴える", en: "Plays on sympathy" },
    message: {
      ja: "自分や会社の苦しい事情を持ち出して、情に訴えて契約させようとしています。",
      en: "The agent pleads hardship to win a contract by sympathy.",
    },
    advice: {
      ja: "担当者の成績や事情は話さず、商品の内容と断る自由を伝えます。",
      en: "Keep targets and personal hardship out of the call; speak of the product and the freedom to decline.",
    },
    flags: [
      "あと一件契約が取れないと、私クビになってしまうんです。",
      "助けると思って、一口だけ入っていただけませんか。",
      "在庫が余って困っておりまして、なんとかお願いできませんか。",
    ],
    clean: [
      "お困りのことがございましたら、お力になります。",
      "ご不便をおかけして申し訳ございません。",
      "どうぞよろしくお願いいたします。",
    ],
  },
  legalBasis: [],
  propose(line) {
    const plea = meant(line, "begging")[0];
    const plight = meant(line, "hardship")[0];
    if (plea && plight) return proposal(line, 0.9, [plea, plight]);
    if (plight && has(line, "pressing-on", "offer", "decide-now", "deadline")) return proposal(line, 0.75, [plight]);
    if (plight) return proposal(line, 0.65, [plight]);
    return plea ? proposal(line, 0.65, [plea]) : null;
  },
};

const rewardLure: Rule = {
  id: "pressure/reward-lure",
  category: "pressure",
  severity: "medium",
  text: {
    title: { ja: "見返りで釣る", en: "Dangles a reward" },
    message: {
      ja: "返金や贈り物をちらつかせて、個人情報や承諾を引き出そうとしています。",
      en: "The agent dangles money back or gifts to get data or a yes.",
    },
    advice: {
      ja: "特典は条件を含めて書面で案内し、個人情報や即答と引き換えにしません。",
      en: "Describe benefits with their conditions in writing, and never trade them for data or an instant yes.",
    },
    flags: [
      "医療費の還付金がございますので、振込先の口座番号を教えていただけますか。",
      "アンケートにお答えいただいた方には、もれなく商品券を差し上げております。",
      "本日お申し込みいただければ、三万円のキャッシュバックをお付けします。",
    ],
    clean: [
      "客: 返金はいつになりますか。 / 担: 来週の水曜日に、ご登録の口座へ返金されます。",
      "粗品などのご用意はございません。",
      "ポイントのお知らせは、会員ページでご覧いただけます。",
    ],
  },
  legalBasis: rewardBasis,
  propose(line, dialogue) {
    const prize = meant(line, "refund", "gift")[0];
    if (!prize) return null;
    if (!isCold(dialogue)) {
      const deal = prize.name === "gift" ? nearest(line, prize, 8, "give-to-get") : undefined;
      return deal ? proposal(line, 0.6, [prize, deal]) : null;
    }
    if (heard(dialogue, line, "wants-cancel").length) return null;
    const price = meant(line, "give-to-get")[0];
    if (price) return proposal(line, nearest(line, prize, 12, "give-to-get") ? 0.8 : 0.7, [prize, price]);
    const wanted = meant(line, "identifier", "credential")[0];
    const asking = meant(line, "request")[0];
    if (wanted) return proposal(line, asking ? 0.85 : 0.7, [prize, wanted]);
    const haste = meant(line, "decide-now", "only-now", "deadline")[0];
    if (haste) return proposal(line, 0.7, [prize, haste]);
    return asking && prize.name === "refund" ? proposal(line, 0.65, [prize, asking]) : null;
  },
};

export const pressureByStaging: Rule[] = [favor, socialProof, pity, rewardLure];
