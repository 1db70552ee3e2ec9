const messages = {
  "weak-detection": {
    ja: "形式の判定に確信がありません。違っていれば --input-format で指定してください",
    en: "the format is a guess; if it is wrong, name it with --input-format",
  },
  "ambiguous-format": {
    ja: "ほかの形式とも読めます。違っていれば --input-format で指定してください",
    en: "another format would fit as well; if the choice is wrong, name it with --input-format",
  },
  "roles-inferred": {
    ja: "話者の役割を発話の内容から推定しました。違っていれば --agent-label で指定してください",
    en: "speaker roles were inferred from what is said; if they are wrong, name them with --agent-label",
  },
  "no-speakers": {
    ja: "話者の区別がないため、発話ごとに役割を推定しました",
    en: "the file does not tell speakers apart; the role of each utterance was inferred",
  },
  "all-agent": {
    ja: "話者の区別がありません。すべて担当者の発話として読みました",
    en: "the file does not tell speakers apart; everything was read as said by the agent",
  },
  "roles-swapped": {
    ja: "オペレーターとお客様が入れ替わっているようです。--repair-roles で入れ替えます",
    en: "agent and customer look exchanged; --repair-roles exchanges them",
  },
  "roles-repaired": {
    ja: "入れ替わっていたオペレーターとお客様を直しました",
    en: "agent and customer were exchanged, and have been put right",
  },
  "swap-unchecked": {
    ja: "話者の手がかりがないため、オペレーターとお客様の入れ替わりは確かめていません",
    en: "without role evidence it was not checked whether agent and customer are exchanged",
  },
  reordered: {
    ja: "発話を開始時刻の順に並べ替えました",
    en: "utterances were put in order of their start times",
  },
  "bad-time": { ja: "時刻が使えないため無視しました", en: "a time was unusable and has been ignored" },
  "empty-turns": { ja: "本文のない発話を除きました", en: "utterances without text were left out" },
  "partial-results": { ja: "確定前の認識結果を除きました", en: "provisional recognition results were left out" },
  "echoed-channel": {
    ja: "両方のチャネルに同じ発話が入っていたため、一方を除きました",
    en: "the same words were on both channels; one copy was left out",
  },
  "repeated-text": {
    ja: "同じ文が何度も続いています。認識の誤りかもしれません",
    en: "the same sentence is repeated many times in a row; the recogniser may have made it up",
  },
  "several-transcripts": {
    ja: "一つの通話に書き起こしが複数あり、一つを選びました",
    en: "the call holds several transcripts; one was chosen",
  },
  "damaged-text": {
    ja: "文字化けの跡があります。元の文字コードを確かめてください",
    en: "the text bears traces of a wrong decoding; check the original encoding",
  },
  "skipped-rows": { ja: "読めない行を除きました", en: "rows that could not be read were left out" },
} as const;

export type WarningCode = keyof typeof messages;

export function warningMessage(code: WarningCode, locale: "ja" | "en" = "ja", detail?: string): string {
  const message = messages[code][locale];
  return detail ? `${message} (${detail})` : message;
}
