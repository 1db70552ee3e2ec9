import { lastCustomerTurn } from "../dialogue/facts.js";
import { cuesOf, type Line } from "../dialogue/line.js";
import type { Cue } from "../dictionary/matcher.js";
import type { Severity } from "../report/schema.js";
import {
  factReason,
  has,
  isMeant,
  justNow,
  meant,
  near,
  nearest,
  proposal,
  trailsOff,
  wordsBetween,
} from "./combine.js";
import { credentialBasis, requestBasis, sourceBasis } from "./legal/personal-data.js";
import { type Dialogue, isCold, type Rule } from "./rule.js";

/** Ways of asking that need no help from the grammar around them. */
const askForms = ["request.tell", "request.invite", "request.hear", "request.read", "request.need"];
/** Ways of asking for whatever stands before them: data only where the data is what is asked for. */
const giveForms = ["request.please", "request.receive"];

/** 「お名前をいただけますか」, but not 「カードを見せてください」 or 「口座にお願いします」. */
function isObject(line: Line, subject: Cue, form: Cue): boolean {
  const between = line.words.slice(subject.to, form.from);
  const first = between[0];
  if (first?.pos === "助詞" && /^(?:に|へ|まで)$/u.test(first.surface)) return false;
  // 「なさらないようにお願いします」 asks for something else.
  if (form.name === "request.please") return !between.some((m) => m.posDetail === "非自立" && m.base === "よう");
  if (between.some((m) => m.pos === "動詞" && m.posDetail === "自立")) return false;
  // 「そのままお使いいただけます」, 「ご用意ください」: the honorific noun is what is asked for.
  return !(between.at(-1)?.pos === "名詞" && between.at(-2)?.pos === "接頭詞");
}

/** Asked now, not in the past: 「お名前を伺ったのですが」 tells. */
const nearestAsk = (line: Line, subject: Cue, reach: number, forms: string[]): Cue | undefined =>
  meant(line, ...forms)
    .filter(
      (c) =>
        near(line, subject, c, reach) && !(line.words[c.to]?.base === "た" && line.words[c.to]?.surface !== "たら"),
    )
    .sort((a, b) => wordsBetween(subject, a) - wordsBetween(subject, b))[0];

/** How a matter is asked for, and how surely; null where it is only mentioned. */
function askedFor(line: Line, subject: Cue): { cue: Cue; sure: number } | null {
  const form = nearestAsk(line, subject, 8, askForms);
  if (form && form.to >= subject.from) return { cue: form, sure: 0.9 };
  const gift = nearestAsk(line, subject, 8, giveForms);
  if (gift && gift.from >= subject.to && isObject(line, subject, gift)) return { cue: gift, sure: 0.85 };
  if (subject.polarity === "question") return { cue: subject, sure: 0.85 };
  const what = nearest(line, subject, 6, "request.what");
  if (what && (what.polarity === "question" || isLast(line, what))) return { cue: what, sure: 0.85 };
  const confirm = nearest(line, subject, 8, "request.confirm");
  if (confirm) return { cue: confirm, sure: 0.75 };
  if (form) return { cue: form, sure: 0.75 };
  if (subject.to - subject.from <= 4 && trailsOff(line, subject) && isLast(line, subject))
    return { cue: subject, sure: 0.7 };
  return null;
}

/** 「会員番号の八桁」「電話番号の下四桁」: the digits of something that is no secret. */
const belongsElsewhere = (line: Line, secret: Cue): boolean =>
  secret.name !== "secret.password" &&
  cuesOf(line, "identifier.phone", "identifier.customer-number", "identifier.birthdate", "identifier.email").some(
    (c) => c.from < secret.to && secret.from - c.to <= 3 && c.from <= secret.from,
  );

/** In the last clause but one or later: a question left open rather than a remark on the way. */
const isLast = (line: Line, cue: Cue): boolean => {
  const last = line.clauses.at(-1);
  return last !== undefined && (cue.to > last.from || line.words.length - cue.to <= 6);
};

/** The agent says that it need not be said, warns of others who ask, or has the customer key it in. */
const isExcused = (line: Line, subject: Cue): boolean =>
  has(line, "independent-check") ||
  cuesOf(line, "not-asked", "warning-frame").some((c) => c.polarity !== "question" && near(line, c, subject, 14));

const weighty = new Set(["identifier.account", "identifier.card", "private-fact.savings"]);

/** A name alone weighs little; several things at once, or anything before the purpose of the call is said, weigh more. */
function gravity(subjects: readonly Cue[], { facts }: Dialogue): Severity {
  const kinds = new Set(subjects.map((c) => c.name));
  if (kinds.size === 1 && kinds.has("identifier.name")) return "low";
  const early = facts.purposeStated === null && facts.matterStated === null;
  return early || kinds.size >= 2 || [...kinds].some((k) => weighty.has(k)) ? "high" : "medium";
}

export const personalData: Rule[] = [
  {
    id: "personal-data/request",
    category: "personal-data",
    severity: "medium",
    companyBegan: true,
    text: {
      title: { ja: "かけた側からの個人情報の聴取", en: "Asks for personal data on a call the company made" },
      message: {
        ja: "こちらからかけた電話で、お客様に個人情報や私的な事情を言わせています。お客様は相手が誰かを確かめられません。",
        en: "On a call that the company made, the agent has the customer say personal data. The customer cannot know who is asking.",
      },
      advice: {
        ja: "社名・氏名・用件を先に伝え、手元の登録内容を使って確かめます。どうしても必要なら、公表している番号へお客様からかけ直していただきます。",
        en: "State company, name and purpose first and work from the data on file. If more is needed, have the customer call the published number.",
      },
      flags: [
        "ご本人様確認のため、生年月日をお願いいたします。",
        "失礼ですが、お一人暮らしでいらっしゃいますか。",
        "資料をお送りしますので、ご住所を郵便番号からどうぞ。",
      ],
      clean: [
        "生年月日をお伺いすることは一切ございません。",
        "山田様のお電話でよろしいでしょうか。",
        "口座番号を聞かれても、電話では答えないようになさってください。",
      ],
    },
    legalBasis: requestBasis,
    propose(line, dialogue) {
      if (!isCold(dialogue)) return null;
      const subjects = meant(line, "identifier", "private-fact").filter(
        (c) => c.name !== "private-fact.contract" && !isExcused(line, c),
      );
      const asked = subjects.flatMap((subject) => {
        const how = askedFor(line, subject);
        return how ? [{ subject, ...how }] : [];
      });
      if (!asked.length) return null;
      const kinds = new Set(asked.map((a) => a.subject.name));
      // Finding the right person is no interrogation.
      if (kinds.size === 1 && kinds.has("identifier.name") && has(line, "right-party")) return null;
      // What the customer has just said of their own accord may be repeated.
      if (justNow(dialogue, line, "volunteered") && has(line, "read-back")) return null;
      let confidence = Math.max(...asked.map((a) => a.sure));
      if (dialogue.frame.direction === "unknown") confidence -= 0.2;
      if (dialogue.facts.consent !== null) confidence -= 0.15;
      return proposal(
        line,
        confidence,
        asked.flatMap((a) => [a.subject, a.cue]),
        {
          severity: gravity(
            asked.map((a) => a.subject),
            dialogue,
          ),
        },
      );
    },
  },
  {
    id: "personal-data/credential",
    category: "personal-data",
    severity: "critical",
    text: {
      title: { ja: "暗証番号・パスワードなど秘密の聴取", en: "Asks the customer to say a secret" },
      message: {
        ja: "暗証番号・パスワード・認証番号・マイナンバーなど、誰にも言ってはならないものを口に出させています。",
        en: "The agent has the customer say a PIN, password, one-time code, card code or My Number.",
      },
      advice: {
        ja: "秘密の番号は、どの電話でも口頭で聞いてはいけません。お客様ご自身の操作(電話機のボタン、公式アプリ、窓口)で済ませます。",
        en: "Never take a secret by voice. Let the customer enter it themselves – keypad, official app, or at the counter.",
      },
      flags: [
        "お使いの暗証番号を教えていただけますか。",
        "今ショートメールで届いた六桁の数字を読み上げてください。",
        "カードの裏の三桁もお願いします。",
      ],
      clean: [
        "暗証番号は、どなたにも絶対に教えないでください。",
        "暗証番号は声に出さずに、電話機のボタンで押してください。",
        "パスワードをお忘れの場合は、ログイン画面から再設定をお願いいたします。",
      ],
    },
    legalBasis: credentialBasis,
    propose(line, dialogue) {
      const named = cuesOf(line, "secret").filter((c) => isMeant(c) && !isExcused(line, c));
      // Bare digits are a secret only where nothing says what else they are.
      const bare = named.length || has(line, "identifier") || !isCold(dialogue) ? [] : meant(line, "digits");
      const secrets = [...named, ...bare].filter((c) => !belongsElsewhere(line, c));
      // 「言わなくて結構です」 takes the request back, unless the agent asks again after it.
      const waived = cuesOf(line, "not-asked").find((c) => c.polarity !== "question");
      if (waived && !meant(line, "request.tell", "request.read").some((r) => r.from >= waived.to)) return null;
      const asked = secrets.flatMap((secret) => {
        const entry = cuesOf(line, "self-entry").find((c) => near(line, c, secret, 10));
        if (entry && !meant(line, "request.tell", "request.read").some((r) => r.from >= entry.to)) return [];
        const how = askedFor(line, secret);
        return how && how.sure >= 0.7 ? [{ secret, ...how }] : [];
      });
      if (!asked.length) return null;
      const confidence = Math.max(...asked.map((a) => a.sure));
      return proposal(
        line,
        isCold(dialogue) ? Math.min(0.95, confidence + 0.03) : confidence - 0.05,
        asked.flatMap((a) => [a.secret, a.cue]),
      );
    },
  },
  {
    id: "personal-data/source-concealed",
    category: "personal-data",
    severity: "medium",
    companyBegan: true,
    text: {
      title: { ja: "番号・名前の入手先を明かさない", en: "Conceals where the customer's data came from" },
      message: {
        ja: "名前や番号をどこで知ったかを尋ねられたのに、答えない、はぐらかす、または中身のない答えをしています。",
        en: "Asked how the customer's name or number was obtained, the agent refuses, evades, or gives an empty answer.",
      },
      advice: {
        ja: "いつ・どこで得た情報かを具体的に伝えます。分からなければ、調べて知らせる期限と、個人情報の窓口を伝えます。",
        en: "Say concretely when and where the data was obtained; if you cannot, say by when you will report back, and name the privacy desk.",
      },
      flags: [
        "客: うちの番号、どこで知ったんですか。 / 担: 番号の入手先は、社内規定でお答えできないことになっております。",
        "客: なんで私の名前を知ってるの。 / 担: こちらの名簿に載っておりますので。",
        "客: 電話番号はどこから? / 担: ランダムにおかけしているだけですので、特に理由はございません。",
      ],
      clean: [
        "客: うちの番号、どこで知ったんですか。 / 担: 昨年の六月に資料請求をいただいた際の申込書にご記入いただいたお電話番号です。",
        "客: 電話番号はどこから? / 担: 私では分かりませんので、調べて本日中に個人情報の窓口からご連絡いたします。",
        "客: どなた? / 担: あおば電力の佐藤と申します。",
      ],
    },
    legalBasis: sourceBasis,
    propose(line, dialogue) {
      if (!justNow(dialogue, line, "askedSource")) return null;
      const refused = cuesOf(line, "source.refuse", "source.ignorant");
      const vague = meant(line, "source.vague");
      const concrete = meant(line, "source.concrete");
      const reported = meant(line, "source.will-report");
      if (reported.length || (concrete.length && !refused.length)) return null;
      const reasons = factReason(dialogue, "askedSource");
      if (refused.length) return proposal(line, concrete.length ? 0.6 : 0.88, [...refused, ...vague], { reasons });
      if (vague.length) return proposal(line, 0.85, vague, { reasons });
      const sure = lastCustomerTurn(dialogue.lines, line.index).some((l) => (l.acts.get("ask-source") ?? 0) >= 0.8);
      return sure ? proposal(line, 0.62, [], { reasons }) : null;
    },
  },
];
