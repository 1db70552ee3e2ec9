import type { Decision, KikimimiReview } from "kikimimi/element/react";
import { useMemo, useRef, useState } from "react";
import { type Call, calls, texts } from "./calls";
import { silence } from "./recording";
import "kikimimi/element/react";

type Locale = "ja" | "en";
const levels: Record<Locale, Record<Call["report"]["risk"]["level"], string>> = {
  ja: { critical: "重大", high: "高", medium: "中", low: "低", none: "なし" },
  en: { critical: "Critical", high: "High", medium: "Medium", low: "Low", none: "None" },
};
const words = {
  ja: { title: "応対品質ダッシュボード", calls: "今日の通話", labels: "確認結果をラベルとして保存", log: "操作の記録" },
  en: { title: "Call quality dashboard", calls: "Today's calls", labels: "Save the review as labels", log: "Log" },
};

export function App() {
  const [locale, setLocale] = useState<Locale>("ja");
  const [open, setOpen] = useState(0);
  const [decisions, setDecisions] = useState<Record<string, readonly Decision[]>>({});
  const [log, setLog] = useState<string[]>([]);
  const review = useRef<KikimimiReview>(null);
  const call = calls[open];
  const recording = useMemo(() => silence((call?.transcript.utterances.at(-1)?.endMs ?? 0) / 1000), [call]);
  const w = words[locale];
  if (!call) return null;
  const { callId } = call.report;

  const note = (line: string) => setLog((before) => [line, ...before].slice(0, 8));
  const keep = () => setDecisions((all) => ({ ...all, [callId]: review.current?.decisions ?? [] }));

  const save = () => {
    const labels = review.current?.labels();
    if (!labels) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(labels, null, 2)], { type: "application/json" }));
    link.download = `${labels.callId}.gold.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  };

  return (
    <div className="app" lang={locale}>
      <header>
        <h1>{w.title}</h1>
        <button
          type="button"
          lang={locale === "ja" ? "en" : "ja"}
          onClick={() => setLocale(locale === "ja" ? "en" : "ja")}
        >
          {locale === "ja" ? "English" : "日本語"}
        </button>
      </header>
      <nav aria-label={w.calls}>
        <h2>{w.calls}</h2>
        <ul>
          {calls.map(({ report, transcript }, i) => (
            <li key={report.callId}>
              <button type="button" aria-current={i === open ? "true" : undefined} onClick={() => setOpen(i)}>
                <strong>{report.callId}</strong>
                <span>{transcript.agent?.name}</span>
                <span>
                  {levels[locale][report.risk.level]} ·{" "}
                  {decisions[report.callId]?.filter((d) => d.verdict !== "missed").length ?? 0}/{report.findings.length}
                </span>
              </button>
            </li>
          ))}
        </ul>
        <button type="button" onClick={save}>
          {w.labels}
        </button>
        <h2>{w.log}</h2>
        <ol className="log" aria-live="polite">
          {log.map((line, i) => (
            <li key={log.length - i}>{line}</li>
          ))}
        </ol>
      </nav>
      <main>
        <kikimimi-review
          key={callId}
          ref={review}
          transcript={call.transcript}
          report={call.report}
          texts={texts}
          locale={locale}
          decisions={decisions[callId] ?? []}
          onkikimimi-select={({ detail }) => detail.finding && note(`select ${detail.finding.ruleId}`)}
          onkikimimi-confirm={({ detail }) => {
            note(`confirm ${detail.finding.ruleId}`);
            keep();
          }}
          onkikimimi-dismiss={({ detail }) => {
            note(`dismiss ${detail.finding.ruleId}: ${detail.reason}`);
            keep();
          }}
          onkikimimi-undo={({ detail }) => {
            note(`undo ${detail.finding.ruleId}`);
            keep();
          }}
          onkikimimi-add={({ detail }) => {
            note(`add ${detail.missed.ruleId}`);
            keep();
          }}
          onkikimimi-remove={({ detail }) => {
            note(`remove ${detail.missed.ruleId}`);
            keep();
          }}
        >
          <audio slot="audio" controls src={recording}>
            <track kind="captions" />
          </audio>
        </kikimimi-review>
      </main>
    </div>
  );
}
