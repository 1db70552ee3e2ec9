import type { Localized } from "../rules/rule.js";
import type { Speaker } from "../transcript/schema.js";
import type { Locale } from "./build.js";
import type { Category, ChecklistItem, Finding, Report, RiskLevel, Severity } from "./schema.js";
import type { ReviewTexts } from "./texts.js";

export const severities: readonly Severity[] = ["critical", "high", "medium", "low"];
export const levels: readonly RiskLevel[] = ["critical", "high", "medium", "low", "none"];

export const severityName: Record<Severity, Localized> = {
  critical: { ja: "重大", en: "Critical" },
  high: { ja: "高", en: "High" },
  medium: { ja: "中", en: "Medium" },
  low: { ja: "低", en: "Low" },
};

export const levelName: Record<RiskLevel, Localized> = { ...severityName, none: { ja: "なし", en: "None" } };

export const categoryName: Record<Category, Localized> = {
  "personal-data": { ja: "個人情報の聴取", en: "Personal data" },
  "unverifiable-claim": { ja: "検証できない主張", en: "Unverifiable claims" },
  pressure: { ja: "圧力・不安をあおる話法", en: "Pressure" },
  dismissive: { ja: "突き放し・回答拒否", en: "Dismissive replies" },
  disclosure: { ja: "名乗り・目的の不開示", en: "Disclosure" },
  handling: { ja: "応対不備", en: "Handling" },
  custom: { ja: "自社の規則", en: "House rules" },
};

/** The name of a category; one that we do not know is called by its id. */
export const nameOfCategory = (id: string, locale: Locale): string =>
  Object.hasOwn(categoryName, id) ? categoryName[id as Category][locale] : id;

export const speakerName: Record<Speaker, Localized> = {
  agent: { ja: "応対者", en: "Agent" },
  customer: { ja: "お客様", en: "Customer" },
  system: { ja: "音声案内", en: "System" },
};

export const directionName: Record<Report["direction"]["value"], Localized> = {
  outbound: { ja: "発信", en: "Outbound" },
  inbound: { ja: "着信", en: "Inbound" },
  callback: { ja: "折り返し", en: "Callback" },
  unknown: { ja: "向き不明", en: "Direction unknown" },
};

const own = <T>(record: Record<string, T> | undefined, key: string): T | undefined =>
  record && Object.hasOwn(record, key) ? record[key] : undefined;

export const titleOf = (ruleId: string, texts: ReviewTexts, locale: Locale): string =>
  own(texts.rules, ruleId)?.title[locale] ?? ruleId;

/** The finding's message or advice in the locale asked for, where it is the rule's own wording; else as it stands. */
export function saidIn(finding: Finding, part: "message" | "advice", texts: ReviewTexts, locale: Locale): string {
  const known = own(texts.rules, finding.ruleId)?.[part];
  return known && (finding[part] === known.ja || finding[part] === known.en) ? known[locale] : finding[part];
}

const facts: Record<string, Localized> = {
  companyNamed: { ja: "社名の名乗り", en: "company named" },
  agentNamed: { ja: "担当者の名乗り", en: "caller named" },
  purposeStated: { ja: "勧誘目的の明示", en: "sales purpose stated" },
  productStated: { ja: "商品の明示", en: "product stated" },
  matterStated: { ja: "用件の明示", en: "matter stated" },
  pretext: { ja: "別の用件を装う入り方", en: "pretext" },
  pitch: { ja: "勧誘の始まり", en: "pitch begins" },
  recordingAnnounced: { ja: "録音の案内", en: "recording announced" },
  refusal: { ja: "お客様のお断り", en: "customer's refusal" },
  firstRefusal: { ja: "最初のお断り", en: "first refusal" },
  refusalAccepted: { ja: "お断りの受け入れ", en: "refusal accepted" },
  consent: { ja: "お客様の同意", en: "customer's consent" },
  doubt: { ja: "お客様の疑い", en: "customer's doubt" },
  askedIdentity: { ja: "「どちら様か」の問い", en: "asked who is calling" },
  askedSource: { ja: "入手先の問い", en: "asked for the source" },
  askedPurpose: { ja: "用件の問い", en: "asked for the purpose" },
  askedSupervisor: { ja: "上席の求め", en: "asked for a supervisor" },
  supervisorOffered: { ja: "上席への取り次ぎ", en: "supervisor offered" },
  askedAboutOffer: { ja: "案内内容の問い", en: "asked about the offer" },
  brokenPromise: { ja: "約束違いの申し出", en: "complaint of a broken promise" },
  volunteered: { ja: "お客様からの申告", en: "volunteered by the customer" },
  // Acts, where a rule points at the line that does one.
  "ask-identity": { ja: "「どちら様か」の問い", en: "asks who is calling" },
  "ask-source": { ja: "入手先の問い", en: "asks for the source" },
  "ask-purpose": { ja: "用件の問い", en: "asks for the purpose" },
  "ask-supervisor": { ja: "上席の求め", en: "asks for a supervisor" },
  "asks-about-offer": { ja: "案内内容の問い", en: "asks about the offer" },
  "volunteers-data": { ja: "お客様からの申告", en: "volunteers personal data" },
  "complaint-of-broken-promise": { ja: "約束違いの申し出", en: "complains of a broken promise" },
  "states-sales-purpose": { ja: "勧誘目的の明示", en: "states that this is a sales call" },
  "states-product": { ja: "商品の明示", en: "states the product" },
  "states-matter-on-callback": { ja: "用件の明示", en: "states the matter" },
  "names-company": { ja: "社名の名乗り", en: "names the company" },
  "names-self": { ja: "担当者の名乗り", en: "gives the caller's name" },
  "pretext-opening": { ja: "別の用件を装う入り方", en: "opens under a pretext" },
  "accepts-refusal": { ja: "お断りの受け入れ", en: "accepts the refusal" },
  "announces-recording": { ja: "録音の案内", en: "announces the recording" },
  "offers-supervisor": { ja: "上席への取り次ぎ", en: "offers a supervisor" },
  "invites-independent-check": { ja: "ご自身での確認のすすめ", en: "invites the customer to check for themselves" },
  "warns-of-fraud": { ja: "詐欺への注意", en: "warns of fraud" },
};

const polarities: Record<string, Localized> = {
  asserted: { ja: "言い切り", en: "asserted" },
  negated: { ja: "打ち消し", en: "negated" },
  "double-negation": { ja: "二重否定", en: "double negation" },
  "conditional-pressure": { ja: "「〜ないと」の圧力", en: "conditional pressure" },
  question: { ja: "問いかけ", en: "question" },
  hypothetical: { ja: "仮の話", en: "hypothetical" },
  quoted: { ja: "引用・伝聞", en: "quoted" },
};

const cues: Record<string, Localized> = {
  identifier: { ja: "個人を特定する情報", en: "identifier" },
  "private-fact": { ja: "個人的な事情", en: "private fact" },
  secret: { ja: "秘密の番号", en: "secret" },
  request: { ja: "言わせる・求める表現", en: "act of asking" },
  refusal: { ja: "お断り", en: "refusal" },
  doubt: { ja: "疑い", en: "doubt" },
  consent: { ja: "同意", en: "consent" },
  pitch: { ja: "勧誘", en: "pitch" },
  certainty: { ja: "断定", en: "certainty" },
  urgency: { ja: "期限・希少さ", en: "urgency" },
  harm: { ja: "不利益の予告", en: "harm" },
  authority: { ja: "権威の借用", en: "authority" },
};

// Worded so that each reads with "done", "not done" and "does not apply" alike.
const checks: Record<string, Localized> = {
  "company-named": { ja: "社名の名乗り", en: "Company named" },
  "agent-named": { ja: "担当者の名乗り", en: "Caller named" },
  "purpose-stated": { ja: "勧誘目的の告知", en: "Purpose stated" },
  "product-stated": { ja: "商品・役務の告知", en: "Product stated" },
  "refusal-honoured": { ja: "お断りの受け入れ", en: "Refusal honoured" },
  "source-explained": { ja: "入手先の説明", en: "Source explained" },
  "recording-announced": { ja: "録音の案内", en: "Recording announced" },
  "supervisor-offered": { ja: "上席への取り次ぎ", en: "Supervisor offered" },
  "written-terms-offered": { ja: "書面の案内", en: "Written terms offered" },
};

/**
 * What a piece of evidence shows, for people. Dictionaries say what their cues mean in Japanese; their names are English
 * words, so that in English `handling.no-supervisor` reads as it is named.
 */
export function nameOfCue(cue: string, texts: ReviewTexts, locale: Locale): string {
  const colon = cue.indexOf(":");
  const [kind, rest] = [cue.slice(0, Math.max(0, colon)), cue.slice(colon + 1)];
  if (kind === "word") return locale === "ja" ? `「${rest}」という語` : `the word “${rest}”`;
  const listed = kind === "fact" ? own(facts, rest) : kind === "polarity" ? own(polarities, rest) : undefined;
  if (listed) return listed[locale];
  if (kind) return cue;
  for (let name = cue; name; name = name.slice(0, Math.max(0, name.lastIndexOf(".")))) {
    const known = own(texts.cues, name)?.[locale] ?? own(cues, name)?.[locale];
    if (known) return locale === "en" && name !== cue ? `${known}: ${spelled(cue.slice(name.length + 1))}` : known;
  }
  return locale === "en" ? spelled(cue) : cue;
}

const spelled = (name: string) => name.replaceAll("-", " ").replaceAll(".", ": ");

export const nameOfCheck = ({ id, title }: Pick<ChecklistItem, "id" | "title">, locale: Locale): string =>
  own(checks, id)?.[locale] ?? title ?? id;
