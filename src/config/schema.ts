import * as z from "zod";
import { columns } from "../formats/format.js";
import { Severity } from "../report/schema.js";
import { industries } from "../rules/provisions.js";
import { Direction, Speaker } from "../transcript/schema.js";

/** What the law tells apart, see `Industry`. */
const Industry = z.enum(industries);

const certainty = z.number().min(0).max(1);
const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/u, "recording-notice")
  .describe("英小文字・数字・- の名前");

/** A text, or the same text in both languages of the reports. */
const Text = z.union([z.string().min(1), z.strictObject({ ja: z.string().min(1), en: z.string().min(1) })]);

export const RuleSetting = z
  .union([
    z.boolean(),
    z.enum(["on", "off"]),
    Severity,
    z.strictObject({
      severity: Severity.optional().describe("この規則の指摘の重さ"),
      threshold: certainty.optional().describe("この規則の指摘を出す確信度の下限(0–1)"),
    }),
  ])
  .describe("off: 使わない。low・medium・high・critical: 重さを変える。または {severity, threshold}");
export type RuleSetting = z.infer<typeof RuleSetting>;

const clock = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/u, "09:00")
  .describe("時刻 09:00(日本時間)");
const Day = z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]);

export const Hours = z
  .strictObject({
    from: clock.default("08:00"),
    to: clock.default("21:00"),
    days: z.array(Day).min(1).optional().describe("かけてよい曜日。省けば毎日"),
    calls: z
      .enum(["solicitation", "outbound"])
      .default("solicitation")
      .describe("solicitation: 勧誘の電話だけを見る。outbound: こちらからかけた電話すべてを見る(督促など)"),
  })
  .describe("かけてよい時間帯。handling/nuisance-hours と handling/overlong が使う");
export type Hours = z.infer<typeof Hours>;

export const MustSay = z
  .strictObject({
    id: id.describe("名前。指摘では custom/<id>、チェックリストでも同じ"),
    title: Text.describe("何を言うか。例: 録音の案内"),
    by: z
      .union([
        z.strictObject({ lines: z.int().positive().describe("担当者の最初の N 発話のうちに") }),
        z.strictObject({ seconds: z.number().positive().describe("通話の始めから N 秒のうちに") }),
        z.enum(["pitch", "end"]),
      ])
      .default("end")
      .describe("いつまでに。pitch: 勧誘を始める前に。end: 通話の終わりまでに"),
    phrases: z
      .array(z.string().min(1))
      .default([])
      .describe("言い方(辞書の句と同じ書き方)。どれか一つを、否定せずに言えばよい"),
    cues: z
      .array(z.string().min(1))
      .default([])
      .describe("同梱の辞書の手がかり、または行い(names-company など)。これで言ったことにもなる"),
    match: z.array(z.string().min(1)).default([]).describe("言ったことになる例。kikimimi dictionary check が確かめる"),
    ignore: z.array(z.string().min(1)).default([]).describe("言ったことにならない例"),
    when: z
      .enum(["always", "solicitation", "agreement"])
      .default("always")
      .describe("always: どの通話でも。solicitation: 勧誘した通話で。agreement: お客様が承諾した通話で"),
    directions: z.array(Direction).min(1).optional().describe("この向きの通話だけ"),
    industries: z.array(Industry).min(1).optional().describe("この業種の通話だけ"),
    severity: Severity.default("medium"),
    advice: Text.optional().describe("指摘に添える言い換え"),
    legalBasis: z.array(z.string().min(1)).default([]).describe("根拠(法令、社内規程)。指摘にそのまま載る"),
  })
  .describe("必ず言うこと");
export type MustSay = z.infer<typeof MustSay>;

/** The part of a configuration that decides what is found. Plain data: it can be sent to a worker. */
export const Settings = z.strictObject({
  rules: z
    .record(z.string(), RuleSetting)
    .default({})
    .describe('規則の名前(または "pressure/*")ごとの設定。名前は kikimimi rules で見られる'),
  threshold: certainty.optional().describe("指摘を出す確信度の下限(0–1)。規則ごとの threshold が優先"),
  company: z
    .strictObject({
      name: z.string().min(1).optional().describe("自社の名前"),
      aliases: z.array(z.string().min(1)).default([]).describe("名乗りとして認める別の名前"),
    })
    .optional()
    .describe("通話データに社名がないときに使う"),
  products: z.array(z.string().min(1)).default([]).describe("自社の商品・サービスの名前"),
  industry: Industry.optional().describe("通話データに業種がないときの業種。関係法令がこれで選ばれる"),
  industries: z
    .record(z.string(), Industry)
    .default({})
    .describe("通話データの業種の書き方を読み替える。例 { 光卸: telecom }"),
  hours: Hours.optional(),
  maxMinutes: z.number().positive().optional().describe("勧誘の電話の長さの上限(分)。省けば 60"),
  mustSay: z.array(MustSay).default([]).describe("トークスクリプトで必ず言うこと"),
});
export type Settings = z.infer<typeof Settings>;
/** Settings as written, before defaults are filled in. */
export type SettingsInput = z.input<typeof Settings>;

const Input = z.strictObject({
  format: z.string().optional().describe("入力の形(省けば中身から判定)"),
  encoding: z.string().optional().describe("文字コード(省けば判定)"),
  direction: Direction.optional().describe("ファイルにないときの通話の向き"),
  agentLabels: z.array(z.string().min(1)).optional().describe("担当者の話者ラベル。例 spk_0"),
  customerLabels: z.array(z.string().min(1)).optional().describe("お客様の話者ラベル"),
  labels: z.record(z.string(), Speaker).optional().describe("話者ラベルごとの役割。例 { AI音声: system }"),
  columns: z.partialRecord(z.enum(columns), z.string().min(1)).optional().describe("表の列の見出し"),
  repairRoles: z.boolean().optional().describe("担当者とお客様が入れ替わっていれば直す"),
});

export const presetNames = ["telecom", "finance", "insurance", "real-estate", "retail", "collection"] as const;
export type PresetName = (typeof presetNames)[number];

/** Where suppressions lie when the configuration does not say. */
export const SUPPRESSIONS = "kikimimi.suppressions.json";

/** A configuration file. */
export const Config = Settings.extend({
  $schema: z.string().optional().describe("エディターの補完のため。分析には使わない"),
  extends: z.array(z.enum(presetNames)).default([]).describe("業種のひな型。後のもの、そしてこのファイルが優先"),
  locale: z.enum(["ja", "en"]).optional().describe("指摘と画面のことば"),
  dictionaries: z.array(z.string().min(1)).default([]).describe("自分の辞書(このファイルから見た場所)"),
  customRules: z
    .array(z.string().min(1))
    .default([])
    .describe("defineRule で書いた規則のモジュール(このファイルから見た場所)"),
  input: Input.default({}).describe("ファイルの読み方。コマンドの指定が優先"),
  redact: z.boolean().optional().describe("お客様の氏名・連絡先・番号などを伏せて出す(--redact と同じ)"),
  suppressions: z
    .string()
    .min(1)
    .optional()
    .describe("見送りの一覧。省けば設定ファイルと同じ場所の kikimimi.suppressions.json"),
  baseline: z.string().min(1).optional().describe("基準の一覧。これにある指摘では --fail-on にならない"),
  keyFile: z.string().min(1).optional().describe("見送りと基準の鍵のファイル。環境変数 KIKIMIMI_KEY が優先"),
}).describe("kikimimi の設定");
export type Config = z.infer<typeof Config>;
/** A configuration as one writes it. */
export type ConfigInput = z.input<typeof Config>;

/** For configurations written in TypeScript or JavaScript: gives types and completion, changes nothing. */
export const defineConfig = (config: ConfigInput): ConfigInput => config;
