import { createAnalyzer, createEngine } from "../analyzer.js";
import { scoreActs } from "../evaluation/acts.js";
import { type Corpus, readCorpus } from "../evaluation/corpus.js";
import { RecogniserNoise } from "../evaluation/noise.js";
import { type Rates, score } from "../evaluation/score.js";
import { loadTokenizer } from "../language/index.js";

interface Options {
  misses?: boolean;
  rulesOnly?: boolean;
  noise?: boolean;
  json?: boolean;
}

const percent = (n: number) => n.toFixed(3);
const row = (name: string, r: Rates) =>
  `${name.padEnd(38)} P ${percent(r.precision)}  R ${percent(r.recall)}  F1 ${percent(r.f1)}  (${r.hit} / +${r.falseAlarm} / -${r.miss})`;

/** Puts what a poor recogniser would have heard in place of what was said. */
async function addNoise(corpus: Corpus): Promise<void> {
  const tokenizer = await loadTokenizer();
  const texts = corpus.calls.flatMap(({ transcript }) => transcript.utterances.map((u) => u.text));
  const noise = new RecogniserNoise((text) => tokenizer.tokenize(text), texts);
  for (const call of corpus.calls) call.transcript = noise.ofCall(call.transcript);
}

/** `kikimimi evaluate`: prints how the findings compare with the labels. */
export async function evaluate(folders: string[], options: Options): Promise<void> {
  const corpus = readCorpus(folders);
  if (options.noise) await addNoise(corpus);
  const own = options.rulesOnly ? { model: false as const } : {};
  const analyzer = await createAnalyzer(own);
  const pairs = corpus.calls.map(({ transcript, gold }) => ({
    report: analyzer.analyze(transcript),
    gold,
    agentLines: transcript.utterances.filter((u) => u.speaker === "agent").length,
  }));
  const result = score(pairs);
  if (options.json) {
    console.log(JSON.stringify(result, null, 2));
    return;
  }
  const texts = new Map(corpus.calls.map(({ transcript }) => [transcript.callId, transcript.utterances]));
  if (options.misses)
    for (const m of result.misses) {
      const line = m.utterance === null ? "" : texts.get(m.callId)?.[m.utterance]?.text;
      const before = m.utterance ? texts.get(m.callId)?.[m.utterance - 1] : undefined;
      console.log(
        `${m.kind === "miss" ? "見落とし" : "誤検知　"} ${m.callId}#${m.utterance ?? "通話"} ${m.rule} ${m.confidence ?? ""}\n    ${before ? `${before.speaker[0]}: ${before.text}\n    ` : ""}> ${line}`,
      );
    }
  console.log(row("全体", result.overall));
  console.log(row("全体(disclosure を除く)", result.withoutDisclosure));
  console.log(row("通話単位", result.callLevel));
  for (const [name, r] of Object.entries(result.byCategory)) console.log(row(name, r));
  console.log("");
  for (const [name, r] of Object.entries(result.byRule)) console.log(row(`  ${name}`, r));
  if (result.findings) {
    console.log("\n確信度ごとの正しさ");
    for (const bin of result.calibration)
      if (bin.findings)
        console.log(
          `  ${bin.from.toFixed(1)}–${bin.to.toFixed(1)}  ${bin.right} / ${bin.findings}  ${percent(bin.right / bin.findings)}`,
        );
  }
  const proper = pairs.filter((p) => !p.gold.labels.length);
  if (proper.length) {
    const agentLines = proper.reduce((n, p) => n + p.agentLines, 0);
    const found = proper.reduce((n, p) => n + p.report.findings.length, 0);
    console.log(`\nラベルのない通話 ${proper.length}: 担当者の発話 ${agentLines} に指摘 ${found}`);
  }
  const lines = corpus.lines;
  if (lines.length) {
    const byRule = new Map<string, { hit: number; falseAlarm: number; miss: number }>();
    for (const l of lines) {
      const report = analyzer.analyze({
        callId: "line",
        direction: l.direction,
        utterances: [...l.before, { speaker: "agent", text: l.text }],
      });
      const found = report.findings.some((f) => f.ruleId === l.rule && f.utteranceIndex === l.before.length);
      const t = byRule.get(l.rule) ?? { hit: 0, falseAlarm: 0, miss: 0 };
      if (l.flag) t[found ? "hit" : "miss"]++;
      else if (found) t.falseAlarm++;
      if (options.misses && found !== l.flag)
        console.log(
          `${l.flag ? "見落とし" : "誤検知　"} ${l.rule} [${l.direction}]\n    ${l.before.map((b) => `${b.speaker[0]}: ${b.text}`).join(" / ")}\n    > ${l.text}`,
        );
      byRule.set(l.rule, t);
    }
    console.log("\n一行ずつ(lines)");
    for (const [rule, t] of [...byRule].sort()) {
      const precision = t.hit / (t.hit + t.falseAlarm || 1);
      const recall = t.hit / (t.hit + t.miss || 1);
      console.log(
        row(`  ${rule}`, { ...t, precision, recall, f1: (2 * precision * recall) / (precision + recall || 1) }),
      );
    }
  }
  if (corpus.acts.length) {
    const { byAct, misses } = scoreActs(corpus.acts, await createEngine(own));
    if (options.misses)
      for (const m of misses)
        console.log(
          `${m.holds ? "見落とし" : "誤検知　"} ${m.act} [${m.direction}] ${m.certainty.toFixed(2)}\n    ${m.before.map((b) => `${b.speaker[0]}: ${b.text}`).join(" / ")}\n    > ${m.text}`,
        );
    console.log("\n行い(acts)");
    for (const [act, r] of Object.entries(byAct)) console.log(row(`  ${act}`, r));
  }
  console.log(`\n通話 ${result.calls}、担当者の発話 ${result.agentLines}、指摘 ${result.findings}`);
}
