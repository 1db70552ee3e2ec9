import { directionOf } from "./direction.js";
import type { Draft } from "./format.js";
import { dateToMs, localDateToMs } from "./time.js";

const keys: [keyof Pick<Draft, "callId" | "startedAt" | "direction">, RegExp][] = [
  ["callId", /^(通話|コール|コンタクト|call|contact|conversation)[\s_-]*(id|番号|no\.?)$/iu],
  ["startedAt", /^(通話)?(開始)?日時$|^(通話)?開始時刻$|^(date|start(ed)?[\s_-]*(at|time)?|datetime)$/iu],
  ["direction", /^(発着信?|方向|通話方向|発着区分|呼種別|direction)$/iu],
];

/** No line of a header is longer; the pattern below is not meant for more. */
const LONGEST = 300;

/** Words in front of a colon that are no speaker's name. */
const notes =
  /^(件名|題名|タイトル|案件|案件名|備考|メモ|注意?|注記|補足|用件|要件|結果|対応|対応者名|氏名|住所|電話番号|時間|所要時間|通話時間|場所|目的|概要|要約|日付|担当部署|部署|商品|商品名|プラン|url|note|subject|title|summary|duration)$/iu;

export function isHeaderKey(label: string): boolean {
  const key = label.normalize("NFKC").trim();
  return notes.test(key) || keys.some(([, pattern]) => pattern.test(key));
}

/** What stands above a typed dialogue: 通話ID, 日時, 発着信. Lines that are none of these are left alone. */
export function headerOf(lines: readonly string[]): Pick<Draft, "callId" | "startedAt" | "direction"> {
  const header: Pick<Draft, "callId" | "startedAt" | "direction"> = {};
  for (const line of lines) {
    const match = /^[\s■●◆【[#]*(?<key>[^\s■●◆【[#:】\]][^:】\]]{0,19})[】\]]?\s*:\s*(?<value>.+)$/u.exec(
      line.slice(0, LONGEST).normalize("NFKC"),
    );
    const key = match?.groups?.key?.trim() ?? "";
    const value = match?.groups?.value?.trim() ?? "";
    const field = keys.find(([, pattern]) => pattern.test(key))?.[0];
    if (field === "callId") header.callId = value;
    else if (field === "startedAt") header.startedAt = dateToMs(value) ?? localDateToMs(value);
    else if (field === "direction") header.direction = directionOf(value);
  }
  return header;
}
