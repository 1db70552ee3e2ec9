import type { PresetName, SettingsInput } from "./schema.js";

const onPaper = ["offers-written-terms"];

/**
 * What calls of an industry have in common: the provisions that findings quote, when one may call, and what must be
 * said. Only what the rules of `disclosure/*` do not see to already, and only on provisions whose number and content
 * were seen in a stored copy of the law or on an official page.
 */
export const presets: Record<PresetName, SettingsInput> = {
  telecom: {
    industry: "telecom",
    mustSay: [
      {
        id: "price",
        title: { ja: "料金の説明", en: "The price" },
        when: "agreement",
        phrases: [
          "(月額|月々|毎月|基本料|基本料金|利用料|使用料|料金|ご料金|費用)…(円|無料|かかる|なる|発生する|ございます)",
          "(円|無料)…(月額|月々|料金|費用)",
        ],
        match: ["月額は四千円でございます", "料金は毎月五千五百円になります"],
        ignore: ["料金の件でお電話しました"],
        advice: {
          ja: "契約の前に、料金そのほかの提供条件の概要を説明します。",
          en: "Explain price and main terms before the contract.",
        },
        legalBasis: ["電気通信事業法第26条第1項"],
      },
      {
        id: "paper",
        title: { ja: "書面の交付", en: "The terms on paper" },
        when: "agreement",
        cues: onPaper,
        advice: {
          ja: "契約の前に説明書面を渡します。お客様が自ら求めたのでなければ、省けません。",
          en: "Hand over the written summary before the contract; it may not be left out unless the customer asks.",
        },
        legalBasis: ["電気通信事業法施行規則第22条の2の3第3項"],
      },
    ],
  },
  finance: {
    industry: "securities",
    mustSay: [
      {
        id: "leave",
        title: { ja: "勧誘を受けるかの確認", en: "Leave to solicit" },
        by: "pitch",
        industries: ["derivatives"],
        cues: ["ask-leave"],
        phrases: ["(ご案内|ご説明|お話|勧誘)…(よろしい|かまわない|いただける|差し支えない|差し支えございません)…か"],
        match: ["ご案内をお聞きいただいてもよろしいでしょうか"],
        ignore: ["ご案内いたします"],
        legalBasis: ["金融商品取引法第38条第5号"],
      },
    ],
  },
  insurance: {
    industry: "insurance",
    mustSay: [
      {
        id: "important-terms",
        title: { ja: "重要な事項の説明", en: "The important terms" },
        when: "agreement",
        phrases: [
          "(重要事項|重要な事項|注意喚起情報|契約概要|告知義務|免責|支払われない|お支払いできない|保障されない)",
          "(お支払い|支払い|保障)…(できない|対象外|ならない|されない)",
        ],
        match: ["重要事項をご説明いたします", "次の場合は保険金をお支払いできないことがございます"],
        ignore: ["保険のご案内でございます"],
        legalBasis: ["保険業法第300条第1項第1号"],
      },
    ],
  },
  "real-estate": {
    industry: "real-estate",
    hours: { from: "08:00", to: "21:00" },
    mustSay: [
      {
        id: "name-at-once",
        title: { ja: "冒頭の商号の名乗り", en: "The firm's name at once" },
        by: { lines: 2 },
        when: "solicitation",
        cues: ["names-company"],
        severity: "low",
        legalBasis: ["宅地建物取引業法第47条の2第3項"],
      },
      {
        id: "purpose-at-once",
        title: { ja: "冒頭の勧誘目的の告知", en: "The purpose at once" },
        by: { lines: 3 },
        when: "solicitation",
        cues: ["states-sales-purpose"],
        severity: "low",
        legalBasis: ["宅地建物取引業法第47条の2第3項"],
      },
    ],
  },
  retail: {
    industry: "general",
    hours: { from: "08:00", to: "21:00" },
    mustSay: [
      {
        id: "contract-on-paper",
        title: { ja: "契約書面の交付", en: "The contract on paper" },
        when: "agreement",
        cues: onPaper,
        legalBasis: ["特定商取引法第19条"],
      },
    ],
  },
  collection: {
    industry: "collection",
    // 貸金業法施行規則第19条第1項: the hours bind every collection call, and are the law itself.
    hours: { from: "08:00", to: "21:00", calls: "outbound" },
  },
};
