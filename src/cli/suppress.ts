import { createAnalyzer } from "../analyzer.js";
import { SUPPRESSIONS } from "../config/schema.js";
import { KikimimiError } from "../errors.js";
import { readFiles } from "../formats/files.js";
import { openMarker, readSuppressions } from "../ledger/files-node.js";
import { renderSuppressions, Suppression, todayInJapan } from "../ledger/suppressions.js";
import type { Finding, Report } from "../report/schema.js";
import type { Transcript } from "../transcript/schema.js";
import { type ConfiguredOptions, configured } from "./configured.js";
import { openOutput } from "./output.js";

interface Options extends ConfiguredOptions {
  finding: string;
  call?: string;
  reason: string;
  by: string;
  until: string;
}

/** `kikimimi suppress`: lets one finding of one call pass, with a reason, a name and a last day. */
export async function suppress(path: string, options: Options): Promise<void> {
  const { config, locale, options: own, read } = await configured(options);
  const today = todayInJapan();
  const { reason, by, until } = options;
  if (!Suppression.shape.until.safeParse(until).success || until < today)
    throw new KikimimiError(
      "bad-option",
      { ja: `--until を読めません: ${until}`, en: `--until does not fit: ${until}` },
      {
        expected: {
          ja: `YYYY-MM-DD の形で、${today} 以後の日`,
          en: `a day from ${today} on, as YYYY-MM-DD`,
        },
      },
    );
  const marker = openMarker(config.keyFile);
  const analyzer = await createAnalyzer({ ...own, locale });
  const calls: [Transcript, Report][] = [];
  for await (const outcome of readFiles([path], { ...read, locale })) {
    if (outcome instanceof KikimimiError) throw outcome;
    const { transcript } = outcome;
    if (options.call === undefined || options.call === transcript.callId)
      calls.push([transcript, analyzer.analyze(transcript)]);
  }
  const [transcript, finding] = theOne(calls, options.finding, path);
  const mark = marker.of(transcript)(finding);
  const file = config.suppressions ?? SUPPRESSIONS;
  const others = readSuppressions(file).filter((s) => s.mark !== mark);
  const output = openOutput(file);
  await output.write(renderSuppressions([...others, { mark, rule: finding.ruleId, reason, by, on: today, until }]));
  await output.close();
  console.log(
    locale === "ja"
      ? `見送りにしました: ${finding.id}(${until} まで)→ ${file}`
      : `suppressed: ${finding.id} (until ${until}) → ${file}`,
  );
}

/** The finding by its id; `rule#2` is line 2 as people count, and the rule alone does where it is found once. */
function theOne(calls: readonly [Transcript, Report][], wanted: string, file: string): [Transcript, Finding] {
  const [rule, line] = wanted.split("#");
  const id = line === undefined ? wanted : `${rule}@${Number(line) - 1}`;
  const all = calls.flatMap(([transcript, { findings }]) =>
    findings.map((f): [Transcript, Finding] => [transcript, f]),
  );
  const found = all.filter(([, f]) => f.id === id || f.ruleId === id);
  if (found.length === 1) return found[0] as [Transcript, Finding];
  const near = (found.length ? found : all).map(([t, f]) => (calls.length > 1 ? `${t.callId}: ${f.id}` : f.id));
  throw new KikimimiError(
    "bad-option",
    found.length
      ? { ja: `指摘が一つに決まりません: ${wanted}`, en: `this is more than one finding: ${wanted}` }
      : { ja: `そのような指摘はありません: ${wanted}`, en: `there is no such finding: ${wanted}` },
    {
      file,
      expected: near.slice(0, 20).join(" | ") || { ja: "指摘のある通話", en: "a call with findings" },
      hint: found.length && calls.length > 1 ? "--call ID" : undefined,
    },
  );
}
