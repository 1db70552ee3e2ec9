import type { Column } from "./format.js";

/** Names a column goes by, best first. Compared without case, spaces and marks. */
const known: Record<Column, readonly string[]> = {
  callId: [
    "callid",
    "通話id",
    "コールid",
    "通話番号",
    "contactid",
    "conversationid",
    "interactionid",
    "sessionid",
    "dialogueid",
    "dialogid",
    "dialogueno",
    "会話id",
    "対話id",
    "コンタクトid",
    "録音id",
    "通話管理番号",
    "受付番号",
    "ファイル名",
    "filename",
    "uuid",
    "recordingid",
  ],
  speaker: [
    "speaker",
    "話者",
    "発話者",
    "話し手",
    "role",
    "役割",
    "参加者",
    "participant",
    "participantrole",
    "speakerrole",
    "speakername",
    "speakerlabel",
    "speakerid",
    "発言者",
    "話者名",
    "from",
    "author",
    "sender",
    "channel",
    "チャネル",
    "ch",
    "区分",
    "話者区分",
    "name",
    "発話主体",
  ],
  text: [
    "text",
    "発話",
    "発話内容",
    "内容",
    "テキスト",
    "本文",
    "発言",
    "発言内容",
    "utterance",
    "transcript",
    "content",
    "message",
    "transcription",
    "書き起こし",
    "文字起こし",
    "認識結果",
    "認識テキスト",
    "会話内容",
    "セリフ",
    "sentence",
    "body",
    "conversation",
    "dialogue",
    "dialog",
    "音声認識結果",
    "通話内容",
    "原文",
    "応対内容",
  ],
  start: [
    "startms",
    "start",
    "startsec",
    "starttime",
    "begin",
    "開始",
    "開始時刻",
    "開始時間",
    "開始秒",
    "開始位置",
    "発話開始",
    "発話開始時刻",
    "発話開始時間",
    "time",
    "timestamp",
    "時刻",
    "時間",
    "offset",
    "startoffset",
    "starttimestamp",
    "begintime",
    "in",
    "createdat",
    "datetime",
    "発話時刻",
    "タイムスタンプ",
    "経過時間",
    "from",
  ],
  end: [
    "endms",
    "end",
    "endsec",
    "endtime",
    "終了",
    "終了時刻",
    "終了時間",
    "終了秒",
    "終了位置",
    "発話終了",
    "発話終了時刻",
    "発話終了時間",
    "endoffset",
    "stop",
    "endtimestamp",
    "out",
  ],
  duration: ["duration", "durationms", "長さ", "発話時間", "継続時間", "発話長"],
  agentText: [
    "agent",
    "operator",
    "オペレーター",
    "オペレータ",
    "担当者",
    "agenttext",
    "オペレーター発話",
    "agentutterance",
    "op",
    "応対者",
    "agenttranscript",
    "オペレーター側",
    "担当者発話",
  ],
  customerText: [
    "customer",
    "お客様",
    "顧客",
    "客",
    "customertext",
    "お客様発話",
    "顧客発話",
    "customerutterance",
    "caller",
    "client",
    "customertranscript",
    "お客様側",
  ],
  agentId: ["agentid", "オペレーターid", "担当者id", "operatorid", "担当者コード", "社員番号"],
  agentName: ["agentname", "オペレーター名", "担当者名", "operatorname", "応対者名"],
  direction: ["direction", "方向", "発着信", "発着区分", "calldirection", "通話方向", "呼種別", "発着"],
  startedAt: [
    "startedat",
    "callstart",
    "通話開始日時",
    "通話日時",
    "通話開始",
    "日時",
    "calldate",
    "callstarttime",
    "開始日時",
    "受電日時",
    "発信日時",
    "架電日時",
    "入電日時",
  ],
  queue: ["queue", "queuename", "キュー", "窓口", "skill", "スキル", "業務"],
};

/** A header as columns are compared: without unit, case, spaces and marks. */
export function plainName(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[([{<].*$/su, "")
    .replace(/[\s_\-./:・"']+/gu, "");
}

/** Where each column stands in a header row; names given by the user first. */
export function findColumns(
  header: readonly string[],
  given: Partial<Record<Column, string>> = {},
): Partial<Record<Column, number>> {
  const plain = header.map(plainName);
  const found: Partial<Record<Column, number>> = {};
  const taken = new Set<number>();
  const take = (column: Column, index: number): void => {
    if (index < 0 || taken.has(index) || found[column] !== undefined) return;
    found[column] = index;
    taken.add(index);
  };
  for (const column of Object.keys(given) as Column[]) {
    const name = given[column];
    if (name === undefined) continue;
    const exact = header.findIndex((cell) => cell.trim() === name.trim());
    take(column, exact >= 0 ? exact : plain.indexOf(plainName(name)));
  }
  for (const column of Object.keys(known) as Column[]) {
    for (const name of known[column]) {
      const index = plain.findIndex((cell, i) => cell === name && !taken.has(i));
      if (index >= 0) take(column, index);
    }
  }
  return found;
}
