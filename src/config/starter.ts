import type { PresetName } from "./schema.js";

/** The configuration that `kikimimi init` writes. */
export const starterConfig = (
  preset?: PresetName,
): string => `# yaml-language-server: $schema=./node_modules/kikimimi/dist/schema/config.json
# kikimimi の設定。どの項目も省けます。書き方: docs/ja/configuration.md

# 業種のひな型: telecom finance insurance real-estate retail collection
${preset ? "" : "# "}extends: [${preset ?? "telecom"}]

# 通話データに社名がないときに使う、自社の名前
# company:
#   name: 株式会社凪野商会
#   aliases: [ナギノ, なぎの商会]
# products: [ナギノひかり]

# 規則ごとに: off で使わない。low・medium・high・critical で重さを変える。threshold で出す下限(確信度)を変える。
# 名前の一覧: npx kikimimi rules
# rules:
#   handling/overlong: off
#   pressure/urgency: critical
#   disclosure/*: { threshold: 0.7 }

# すべての規則の下限(0–1)
# threshold: 0.5

# かけてよい時間帯(日本時間)と、勧誘の長さの上限(分)
# hours: { from: "09:00", to: "20:00", days: [mon, tue, wed, thu, fri, sat] }
# maxMinutes: 30

# 必ず言うこと。言わなければ custom/<id> の指摘になり、チェックリストにも出ます。
mustSay:
  - id: recording
    title: 録音の案内
    by: { lines: 5 }        # ほかに { seconds: 30 }、pitch(勧誘の前に)、end(終わりまでに)
    cues: [announces-recording]
  # - id: fee
  #   title: 月額の説明
  #   when: agreement       # お客様が承諾した通話で
  #   phrases: ["月額(は|が)…円"]
  #   match: [月額は四千円です]

# 自分の辞書。使ってはいけない言い方は、辞書の finding で指摘になります。
dictionaries: [kikimimi.words.yaml]

# TypeScript か JavaScript で書いた規則(defineRule)
# customRules: [./rules/own.ts]

# 書き起こしの読み方
# input:
#   agentLabels: [spk_0]
#   columns: { speaker: 話し手, text: 内容 }

# 見送り(kikimimi suppress)と基準(--baseline)の鍵。環境変数 KIKIMIMI_KEY でも渡せます。
keyFile: .kikimimi-key
# suppressions: kikimimi.suppressions.json
# baseline: kikimimi.baseline.json

# locale: ja
# redact: true
`;

/** The dictionary that `kikimimi init` writes. */
export const starterDictionary = `# 自分の辞書。書き方: docs/ja/dictionary.md、docs/ja/custom-rules.md
# 確かめる: npx kikimimi dictionary check kikimimi.words.yaml

# finding のある項目は、そのまま規則 custom/<名前> になります。
# 否定(〜ではございません)や引用(〜と言われた)は指摘になりません。
entirely-free:
  about: 「完全無料」は使わない
  speaker: agent
  finding:
    severity: high
    message: 「完全無料」と言っています。月額や初期費用がかかる商品では使わないことになっています。
    advice: 「初期費用は0円、月額は○○円です」のように、かかる費用を言います。
    legalBasis: [応対規程 3-2]
  entries:
    - phrases: [完全無料, "(まったく|全く)の無料", "(お金|費用)…かからない"]
      match:
        - こちらは完全無料でご利用いただけます
        - 費用は一切かかりません
      ignore:
        - 完全無料ではございません
        - 完全無料と言われたというお話は伺っております
        - 初期費用は無料ですが、月額がかかります
`;
