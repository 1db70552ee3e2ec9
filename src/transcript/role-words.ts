import { byName } from "./by-name.js";
import type { Speaker } from "./schema.js";

const words: Record<Speaker, readonly string[]> = {
  agent:
    `agent humanagent operator op opr rep representative advisor adviser staff internal csr ccr tsr tmr sales salesperson salesrep support
    employee consultant supervisor teleoperator communicator company
    オペレーター オペレータ オペ オペレーター様 担当 担当者 応対者 対応者 応対 営業 営業担当 受電者 架電者 コミュニケーター コミュニケータ スタッフ 弊社 当社
    自社 窓口 サポート エージェント 社員 店員 会社 事業者 業者 勧誘者 販売員 係 係員 受付 電話担当 sv スーパーバイザー 上席 責任者`.split(
      /\s+/,
    ),
  customer: `customer cust client user enduser external consumer guest customers callee customerparty
    客 お客様 お客さま お客 御客様 顧客 相手 相手方 ユーザー ユーザ 利用者 契約者 消費者 申込者 問合せ者 お問い合わせ者 カスタマー 先方 お客様側 会員 被勧誘者`.split(
    /\s+/,
  ),
  system: `system ivr bot voicebot automatedagent virtualagent machine announcement acd workflow chatbot
    自動音声 ガイダンス 音声ガイダンス システム アナウンス 自動応答 ivr音声 ボイスボット`.split(/\s+/),
};

const table = new Map<string, Speaker>(
  (Object.keys(words) as Speaker[]).flatMap((speaker) => words[speaker].map((word) => [word, speaker] as const)),
);

/**
 * The role a label says outright: `AGENT`, `オペレーター1`, `担当(田中)`, `HUMAN_AGENT`, `Customer 2`.
 * Labels that only tell people apart (`spk_0`, `A`, `話者1`) say none.
 */
export function roleOfLabel(label: string): Speaker | undefined {
  const plain = label.normalize("NFKC").toLowerCase().trim();
  const bare = plain.replace(/[([{【「〔<].*$/su, "");
  for (const candidate of [plain, bare, bare.split(/[:/|]/)[0] ?? ""]) {
    const word = candidate.replace(/[\s_\-.・]+/g, "");
    const found =
      table.get(word) ??
      table.get(word.replace(/(?<![\d①-⑳])[\d①-⑳]+$/u, "")) ??
      table.get(word.replace(/(様|さん|氏)$/u, ""));
    if (found) return found;
  }
  // 「オペレーター田中」「お客様(山田様)」: a role word in front of a name.
  return /^(オペレーター?|担当者|応対者|コミュニケーター|(agent|operator|representative|advisor)\b)/u.test(plain)
    ? "agent"
    : /^(お客様|お客さま|顧客|(customer|client)\b)/u.test(plain)
      ? "customer"
      : undefined;
}

/** What single letters mean when they stand beside each other: `A`/`C`, `O`/`C`, `A`/`U`, `O`/`K`. */
export function rolesOfLetters(labels: readonly string[]): Record<string, Speaker> {
  const letters = labels.map((label) => label.normalize("NFKC").toUpperCase().trim());
  const pairs: Record<string, Record<string, Speaker>> = {
    "A,C": { A: "agent", C: "customer" },
    "C,O": { O: "agent", C: "customer" },
    "C,S": { S: "agent", C: "customer" },
    "A,U": { A: "agent", U: "customer" },
    "K,O": { O: "agent", K: "customer" },
  };
  const pair = pairs[[...new Set(letters)].sort().join(",")];
  if (!pair) return byName();
  const roles = byName<Speaker>();
  labels.forEach((label, i) => {
    const role = pair[letters[i] ?? ""];
    if (role) roles[label] = role;
  });
  return roles;
}
