/**
 * Writes calls as NDJSON, as many as asked for: `npx tsx bench/calls.ts 1000000 > calls.ndjson`. Short calls of two to
 * twelve lines in invented words, from a small random generator with a fixed seed, so that every run writes the same.
 */
import { once } from "node:events";

const openings = [
  "お電話ありがとうございます。ひなた商店でございます。",
  "突然のお電話失礼いたします。みどり通信の佐野です。",
];
const agentLines = [
  "ご注文番号を確認いたしますので、少々お待ちください。",
  "本日中にお申し込みいただかないと、この価格ではご案内できません。",
  "お届けは%日の午前を予定しております。",
  "恐れ入りますが、暗証番号をお伺いしてもよろしいでしょうか。",
  "料金は月々%円でございます。",
  "それでは、担当の者から折り返しご連絡いたします。",
  "絶対に損はさせませんので、ご安心ください。",
  "解約のお手続きは、ウェブからもしていただけます。",
];
const customerLines = [
  "はい。",
  "ええと、先週頼んだ品物がまだ届かないんですけど。",
  "いえ、結構です。",
  "今はちょっと忙しいので。",
  "それは%円で間違いないですか。",
  "わかりました、お願いします。",
];

let state = 20260101;
/** A whole number below `n` (mulberry32). */
function below(n: number): number {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % n;
}
const pick = (lines: readonly string[]): string =>
  (lines[below(lines.length)] ?? "").replace("%", String(1 + below(9000)));

const count = Number(process.argv[2] ?? 1000);
for (let n = 0; n < count; n++) {
  const utterances = [{ speaker: "agent", text: pick(openings) }];
  for (let turns = 1 + below(6); turns > 0; turns--)
    utterances.push({ speaker: "customer", text: pick(customerLines) }, { speaker: "agent", text: pick(agentLines) });
  const call = { callId: `call-${String(n).padStart(7, "0")}`, direction: n % 3 ? "outbound" : "inbound", utterances };
  if (!process.stdout.write(`${JSON.stringify(call)}\n`)) await once(process.stdout, "drain");
}
