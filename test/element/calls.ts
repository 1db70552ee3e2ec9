import type { PageCall } from "../../src/report/html.js";
import type { Evidence, Finding, Report } from "../../src/report/schema.js";
import type { ReviewTexts } from "../../src/report/texts.js";
import type { Transcript } from "../../src/transcript/schema.js";

/** Calls and reports written by hand, so that what is drawn is tested apart from what is found. All of it is invented. */

type Line = [speaker: "a" | "c" | "s", text: string, startMs: number, endMs: number];
type Seen = [line: number, quote: string, cue: string];

const speakers = { a: "agent", c: "customer", s: "system" } as const;

function transcript(callId: string, about: Partial<Transcript>, lines: Line[]): Transcript {
  const utterances = lines.map(([who, text, startMs, endMs]) => ({ speaker: speakers[who], text, startMs, endMs }));
  return { callId, direction: "outbound", ...about, utterances };
}

function find({ utterances }: Transcript, at: number, quote: string) {
  const start = utterances[at]?.text.indexOf(quote) ?? -1;
  if (start < 0) throw new Error(`line ${at} does not hold 「${quote}」`);
  return { start, end: start + quote.length };
}

/** A finding from its rule's texts. */
function finding(
  call: Transcript,
  ruleId: string,
  severity: Finding["severity"],
  confidence: number,
  place: [line: number, quote: string] | null,
  seen: Seen[],
  legalBasis: string[] = [],
): Finding {
  const text = texts.rules?.[ruleId];
  const evidence: Evidence[] = seen.map(([at, quote, cue]) => ({
    utteranceIndex: at,
    span: find(call, at, quote),
    cue,
  }));
  return {
    id: `${ruleId}@${place?.[0] ?? "call"}`,
    ruleId,
    category: ruleId.split("/")[0] ?? "",
    severity,
    confidence,
    utteranceIndex: place?.[0] ?? null,
    span: place ? find(call, ...place) : null,
    quote: place?.[1] ?? null,
    message: text?.message?.ja ?? "",
    advice: text?.advice?.ja ?? "",
    evidence,
    legalBasis,
  };
}

const both = (ja: string, en: string) => ({ ja, en });

export const texts: ReviewTexts = {
  cues: { "purpose-late": { ja: "遅れて告げた目的", en: "purpose said late" } },
  rules: {
    "personal-data/request": {
      title: both("かけた側からの個人情報の聴取", "Asks for personal data on a call the company made"),
      message: both(
        "こちらからかけた電話で、お客様に生年月日などの個人情報を言わせています。お客様には相手を確かめる手段がありません。",
        "On a call that the company made, the agent has the customer say personal data. The customer cannot check who is asking.",
      ),
      advice: both(
        "「ご本人様確認は、お手元の書類の番号をこちらから申し上げますので、合っているかだけお聞かせください」",
        "Read out what you hold and ask only whether it is right.",
      ),
    },
    "pressure/persistence": {
      title: both("断られた後の勧誘の継続", "Goes on soliciting after a refusal"),
      message: both(
        "お客様がはっきり断った後も、勧誘を続けています。",
        "The agent goes on soliciting after the customer has clearly refused.",
      ),
      advice: both(
        "「承知いたしました。今後のご案内も控えさせていただきます。お時間をいただきありがとうございました」",
        "“Understood. We will not call about this again. Thank you for your time.”",
      ),
    },
    "pressure/urgency": {
      title: both("期限・希少さによる決断の催促", "Forces a decision by a deadline or scarcity"),
      message: both(
        "今日だけ、残りわずかなどと言って、その場での決断を迫っています。",
        "The agent uses a deadline or scarcity to force a decision now.",
      ),
      advice: both(
        "「書面をお送りしますので、ゆっくりご検討ください」",
        "“I will send it in writing; please take your time.”",
      ),
    },
    "unverifiable-claim/certainty": {
      title: both("結果の断定", "Promises an outcome as certain"),
      message: both(
        "条件を示さずに「必ず安くなる」と結果を断定しています。",
        "The agent promises an outcome as certain, without its conditions.",
      ),
      advice: both(
        "「ご使用量によっては高くなる場合もございます。明細をもとに試算いたします」",
        "“It may cost more depending on your use. Let me estimate it from your bill.”",
      ),
    },
    "unverifiable-claim/authority": {
      title: both("権威の借用", "Borrows authority to be believed"),
      message: both(
        "公的な機関や大手からの委託を持ち出して、信用させようとしています。",
        "The agent uses a public body's or a large firm's name to be believed.",
      ),
      advice: both("自社の名前と立場だけを述べます。", "Say only who you are."),
    },
    "dismissive/stonewalling": {
      title: both("素性・用件の回答拒否", "Refuses to say who is calling or why"),
      message: both(
        "どこから、何のための電話かという当然の問いに答えていません。",
        "The agent does not answer a fair question about who is calling or why.",
      ),
      advice: both(
        "社名・所属・氏名と用件を、聞かれたその場で答えます。",
        "Answer with company, name and purpose at once.",
      ),
    },
    "disclosure/no-purpose": {
      title: both("勧誘目的の不告知", "Does not say that this is a sales call"),
      message: both(
        "勧誘を始める前に、勧誘の電話であることを告げていません。",
        "The agent does not say before the pitch that this is a sales call.",
      ),
      advice: both(
        "「本日は電気料金プランのご案内(勧誘)でお電話しました」と最初に告げます。",
        "Open with: “I am calling to offer you an electricity plan.”",
      ),
    },
    "handling/escalation-refused": {
      title: both("上席への取り次ぎ拒否", "Refuses to put through to a supervisor"),
      message: both("上席との交代を求められ、断っています。", "The customer asks for a supervisor and is refused."),
      advice: both(
        "上席に代わるか、折り返しの時刻を約束します。",
        "Put through, or promise a call-back at a stated time.",
      ),
    },
  },
};

const power = transcript(
  "T-20260512-0147",
  { startedAt: "2026-05-12T14:20:00+09:00", industry: "energy", agent: { id: "a-21", name: "三枝 悠" } },
  [
    [
      "a",
      "お世話になっております。わたくし、あおぞらエナジーサポートの三枝と申します。電気のご契約の件でお電話しました。",
      0,
      9200,
    ],
    ["c", "はあ、電気の。どういったご用件ですか。", 9600, 12800],
    [
      "a",
      "お住まいの地域で料金の確認をしておりまして、こちらのプランに変えていただくと必ずお安くなるんです。",
      13100,
      21900,
    ],
    ["c", "うちは今のままで結構です。", 22600, 25000],
    [
      "a",
      "ただ、この金額でご案内できるのは本日までで、残り三枠なんですよ。皆さんもう切り替えていらっしゃいます。",
      25400,
      34800,
    ],
    ["c", "いえ、だからいりませんって。", 35200, 37400],
    [
      "a",
      "お気持ちは分かります。でしたら試算だけでもしますので、検針票のお客様番号と、ご契約者様の生年月日を教えていただけますか。",
      37700,
      48600,
    ],
    ["c", "そもそも、どちらの会社の方なんですか。電力会社さんではないんですか。", 49500, 54300],
    [
      "a",
      "大手電力さんからの委託を受けております正規の窓口ですので、ご安心ください。詳しいことは申し上げられないんですが。",
      54700,
      64000,
    ],
    ["c", "ちょっと信用できないので、失礼します。", 64800, 67500],
    ["a", "承知いたしました。お忙しいところ失礼いたしました。", 67800, 71200],
  ],
);

const repair = transcript(
  "T-20260512-0152",
  { startedAt: "2026-05-12T15:05:00+09:00", direction: "inbound", agent: { id: "a-08", name: "長谷部 凛" } },
  [
    ["s", "この通話は、応対品質の向上のため録音しております。", 0, 3800],
    ["a", "お電話ありがとうございます。ひなた給湯サービス、長谷部でございます。", 4200, 8600],
    ["c", "先週直してもらった給湯器が、またお湯が出ないんです。", 9000, 13200],
    ["a", "ご不便をおかけして申し訳ございません。修理番号はお手元にございますでしょうか。", 13600, 19000],
    ["c", "責任者の方に代わってもらえますか。これで三回目なんです。", 19500, 24000],
    ["a", "上の者に代わっても、お答えは同じになりますので、わたくしが承ります。", 24400, 29500],
    ["c", "そうですか…。では早めに来てください。", 30200, 33000],
    ["a", "明日の午前中に担当が伺います。よろしいでしょうか。", 33400, 37400],
    ["c", "はい、お願いします。", 37800, 39200],
  ],
);

const proper = transcript(
  "T-20260513-0009",
  { startedAt: "2026-05-13T10:11:00+09:00", direction: "inbound", agent: { id: "a-08", name: "長谷部 凛" } },
  [
    ["a", "お電話ありがとうございます。ひなた給湯サービス、長谷部でございます。", 0, 4400],
    ["c", "点検の日を変えたいのですが。", 4900, 7300],
    ["a", "かしこまりました。ご希望のお日にちはございますか。", 7600, 11000],
    ["c", "来週の火曜日の午後でお願いします。", 11500, 14400],
    ["a", "火曜日の十四時からで承りました。変更の控えをはがきでお送りいたします。", 14800, 20600],
  ],
);

/** Everything that could turn a page against its reader. */
export const hostileLines = [
  `</script><script>globalThis.pwned = 1</script><img src=x onerror="globalThis.pwned = 2">`,
  "]]> <!-- <script> --> &lt;b&gt; &amp; {{7*7}} ${7*7} javascript:alert(1)",
  "前\u2028行\u2029区切り\u0000と\u0007制御",
  "口座は\u202e4321\u202cです \u2066隔離\u2069 \u200f右\u200e左 \u061c",
  "サロゲート𠮷野家の😀と半端な\ud83dです",
];

const hostile = transcript(
  `x"><script>globalThis.pwned = 3</script>\u202e`,
  { startedAt: "2026-05-14T09:00:00+09:00", agent: { name: "<b>=cmd|'/c calc'!A1</b>" } },
  hostileLines.map((text, i): Line => [i % 2 ? "c" : "a", text, i * 4000, i * 4000 + 3500]),
);

export const risk = (level: Report["risk"]["level"], score: number): Report["risk"] => ({ level, score });

const report = (
  t: Transcript,
  level: Report["risk"],
  findings: Finding[],
  checklist: Report["checklist"],
): PageCall => ({
  transcript: t,
  report: {
    schemaVersion: 1,
    pack: "0.0.0+0123456789abcdef",
    callId: t.callId,
    direction: { value: t.direction ?? "unknown", source: "declared" },
    risk: level,
    findings,
    checklist,
  },
});

const check = (id: string, passed: boolean | null, utteranceIndex: number | null = null) => ({
  id,
  passed,
  utteranceIndex,
});

export const powerCall = report(
  power,
  risk("critical", 91),
  [
    finding(
      power,
      "unverifiable-claim/certainty",
      "high",
      0.94,
      [2, "必ずお安くなる"],
      [
        [2, "必ず", "certainty"],
        [2, "お安くなる", "word:安い"],
      ],
      ["特定商取引法第21条"],
    ),
    finding(
      power,
      "pressure/urgency",
      "medium",
      0.88,
      [4, "本日までで、残り三枠"],
      [
        [4, "本日まで", "urgency"],
        [4, "残り三枠", "urgency"],
      ],
      ["特定商取引法第21条"],
    ),
    finding(
      power,
      "pressure/persistence",
      "high",
      0.93,
      [4, "この金額でご案内できるのは本日までで、残り三枠なんですよ。"],
      [
        [3, "今のままで結構です", "fact:refusal"],
        [4, "ご案内", "pitch"],
      ],
      ["特定商取引法第17条"],
    ),
    finding(
      power,
      "personal-data/request",
      "critical",
      0.97,
      [6, "検針票のお客様番号と、ご契約者様の生年月日を教えていただけますか"],
      [
        [6, "生年月日", "identifier.birthdate"],
        [6, "教えていただけますか", "request.tell"],
        [5, "いりません", "fact:refusal"],
      ],
      ["特定商取引法第16条"],
    ),
    finding(
      power,
      "unverifiable-claim/authority",
      "high",
      0.9,
      [8, "大手電力さんからの委託を受けております正規の窓口"],
      [
        [8, "委託", "authority"],
        [8, "正規", "authority"],
        [7, "電力会社さんではないんですか", "fact:askedIdentity"],
      ],
      ["特定商取引法第21条"],
    ),
    finding(
      power,
      "dismissive/stonewalling",
      "medium",
      0.72,
      [8, "詳しいことは申し上げられない"],
      [
        [7, "どちらの会社の方なんですか", "fact:askedIdentity"],
        [8, "申し上げられない", "conduct.cannot-answer"],
      ],
    ),
    finding(
      power,
      "disclosure/no-purpose",
      "high",
      0.86,
      null,
      [[2, "こちらのプランに変えていただくと", "fact:pitch"]],
      ["特定商取引法第16条"],
    ),
  ],
  [
    check("company-named", true, 0),
    check("agent-named", true, 0),
    check("purpose-stated", false),
    check("refusal-honoured", false, 4),
    check("recording-announced", false),
    check("supervisor-offered", null),
    check("written-terms-offered", false),
  ],
);

export const repairCall = report(
  repair,
  risk("medium", 24),
  [
    finding(
      repair,
      "handling/escalation-refused",
      "medium",
      0.83,
      [5, "上の者に代わっても、お答えは同じになります"],
      [[4, "責任者の方に代わってもらえますか", "fact:askedSupervisor"]],
    ),
  ],
  [
    check("company-named", true, 1),
    check("agent-named", true, 1),
    check("recording-announced", true, 0),
    check("supervisor-offered", false, 5),
    check("purpose-stated", null),
  ],
);

export const properCall = report(
  proper,
  risk("none", 0),
  [],
  [check("company-named", true, 0), check("agent-named", true, 0), check("written-terms-offered", true, 4)],
);

export const hostileCall = report(
  hostile,
  risk("high", 44),
  [
    {
      ...finding(
        hostile,
        "pressure/urgency",
        "high",
        0.8,
        [0, "</script><script>"],
        [
          [1, "]]>", "<i>cue</i>"],
          [3, "\u202e4321", "word:\u202e=1+1"],
        ],
      ),
      message: "<img src=x onerror='globalThis.pwned = 4'>",
      advice: '=HYPERLINK("http://evil.invalid","x")',
      legalBasis: ["</script>\u2028法"],
    },
    { ...finding(hostile, "x/<svg onload=1>", "low", 0.5, [4, "𠮷野家の😀"], []), message: "m", advice: "a" },
  ],
  [check("<script>", false, 0)],
);

export const calls: PageCall[] = [powerCall, repairCall, properCall];

/** Many calls that differ in all that the list sorts and filters by. */
export function manyCalls(count: number): PageCall[] {
  const agents = ["三枝 悠", "長谷部 凛", "桐生 蒼", "南雲 陽向", "深見 遥"];
  return Array.from({ length: count }, (_, i) => {
    const base = calls[[2, 2, 1, 2, 0, 2, 1][i % 7] ?? 0] as PageCall;
    const callId = `T-${String(i + 1).padStart(5, "0")}`;
    const day = String(1 + Math.floor((i / count) * 28)).padStart(2, "0");
    const startedAt = `2026-05-${day}T${String(9 + (i % 9)).padStart(2, "0")}:${String(i % 60).padStart(2, "0")}:00+09:00`;
    const agent = { name: agents[(i * 7) % 5 === 0 ? i % 2 : i % 5] ?? "" };
    // The longer half of the calls: some have many lines.
    const utterances =
      i % 3
        ? base.transcript.utterances
        : [
            ...base.transcript.utterances,
            ...proper.utterances.map((u) => ({
              ...u,
              startMs: (u.startMs ?? 0) + 80_000,
              endMs: (u.endMs ?? 0) + 80_000,
            })),
          ];
    return {
      transcript: { ...base.transcript, callId, startedAt, agent, utterances },
      report: { ...base.report, callId },
    };
  });
}
