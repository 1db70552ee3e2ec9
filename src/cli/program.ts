import { Command, Option } from "commander";
import { version } from "../../package.json";
import { presetNames } from "../config/schema.js";
import { formats } from "../formats/index.js";
import { type AnalyzeOptions, analyze } from "./analyze.js";
import { configOption, noConfigOption } from "./configured.js";
import { dictionaryCheck } from "./dictionary.js";
import { diff } from "./diff.js";
import { evaluate } from "./evaluate.js";
import { init } from "./init.js";
import { live } from "./live.js";
import { addQueueCommands } from "./queue.js";
import { outputFormats } from "./report-writers.js";
import { explainRule, listRules } from "./rules.js";
import { suppress } from "./suppress.js";

const severities = ["low", "medium", "high", "critical"];
const localeOption = () => new Option("--locale <locale>", "ことば").choices(["ja", "en"]);

const directionOption = (about: string) =>
  new Option("--direction <direction>", about).choices(["outbound", "inbound", "callback", "unknown"]);

/** The command `kikimimi`. */
export function program(): Command {
  const root = new Command("kikimimi")
    .description("日本語の通話書き起こしから応対のリスクを見つけます")
    .version(version, "-V, --version", "版を出します")
    .showHelpAfterError("(使い方は kikimimi --help)");
  // Usage errors leave with 2, as inputs that cannot be read do; 1 is kept for --fail-on.
  root.exitOverride((error) => {
    process.exit(error.exitCode === 0 ? 0 : 2);
  });

  root
    .command("analyze")
    .description("書き起こしを分析し、指摘を出します")
    .argument("[paths...]", "ファイル、フォルダー、glob、または - (標準入力)")
    .addOption(new Option("--format <format>", "出力の形").choices(Object.keys(outputFormats)).default("pretty"))
    .option("--output <file>", "ファイルに書く(書き終えてから置き換える)")
    .addOption(directionOption("通話の向き(ファイルにないとき)"))
    .addOption(
      new Option("--input-format <format>", "入力の形を決める(省けば中身から判定)").choices(formats.map((f) => f.name)),
    )
    .option("--encoding <encoding>", "文字コードを決める(省けば判定)")
    .option("--agent-label <label...>", "担当者の話者ラベル(例 spk_0)")
    .option("--column <field=header...>", "表の列の名前(例 speaker=話し手 text=内容)")
    .option("--limit <name=number...>", "大きさの上限を変える(例 maxBytes=300000000。名前は docs/ja/formats.md)")
    .option("--repair-roles", "担当者とお客様が入れ替わっていれば直す")
    .addOption(new Option("--min-severity <severity>", "これより軽い指摘を出さない").choices(severities))
    .addOption(new Option("--fail-on <severity>", "これ以上の指摘があれば終了状態 1").choices(severities))
    .option("--baseline <file>", "基準の一覧。これにある指摘では --fail-on にならない")
    .option("--write-baseline", "今の指摘を基準として --baseline のファイルに書く")
    .option("--explain", "手がかりになった語を示す")
    .option("--rules-only", "モデルを使わず規則だけで判断する")
    .option("--redact", "お客様の氏名・連絡先・番号などを伏せて出す")
    .option("--resume", "--output のファイルにある結果の続きから始め、書き足す (--format ndjson のとき)")
    .option("--jobs <n>", "同時に使うスレッドの数、または auto (使えるコアの数)", "1")
    .addOption(configOption())
    .addOption(noConfigOption())
    .addOption(localeOption())
    .action(async (paths: string[], options: AnalyzeOptions, command: Command) => {
      // Nobody types a transcript: without a path on a terminal the command would seem to hang.
      if (!paths.length && process.stdin.isTTY) command.help({ error: true });
      await analyze(paths, options);
    });

  root
    .command("live")
    .description("通話中の発話を標準入力から一行ずつ(NDJSON)読み、指摘をその場で出します")
    .addOption(
      new Option("--format <format>", "出力の形(省けば端末には pretty、ほかには ndjson)").choices(["ndjson", "pretty"]),
    )
    .option("--report <file>", "終わった通話の報告を一行ずつファイルに書く(省けば最後に出す)")
    .option("--call-id <id>", "発話に callId がないときの通話の名前", "live")
    .addOption(directionOption("通話の向き(始まりの行にないとき)"))
    .option("--industry <industry>", "業種(始まりの行にないとき)")
    .option("--rules-only", "モデルを使わず規則だけで判断する")
    .option("--redact", "お客様の氏名・連絡先・番号などを伏せて出す")
    .addOption(configOption())
    .addOption(noConfigOption())
    .addOption(localeOption())
    .action(live);

  root
    .command("rules")
    .description("規則の一覧(重さ、関係法令)")
    .option("--json", "JSON で出す")
    .addOption(configOption())
    .addOption(noConfigOption())
    .addOption(localeOption())
    .action(listRules);

  root
    .command("explain")
    .description("一つの規則を例とともに説明します")
    .argument("<rule>", "例 personal-data/request")
    .option("--json", "JSON で出す")
    .addOption(configOption())
    .addOption(noConfigOption())
    .addOption(localeOption())
    .action(explainRule);

  addQueueCommands(root);

  root
    .command("suppress")
    .description("一つの指摘を、理由・名前・期限をつけて見送ります(書き起こしの文は書きません)")
    .argument("<path>", "通話のファイル")
    .requiredOption("--finding <id>", "指摘。例 pressure/urgency@3、または発話の番号で pressure/urgency#4")
    .option("--call <id>", "ファイルに通話がいくつもあるとき")
    .requiredOption("--reason <text>", "理由")
    .requiredOption("--by <name>", "決めた人")
    .requiredOption("--until <date>", "いつまで(その日を含む)。例 2027-03-31")
    .addOption(configOption())
    .addOption(noConfigOption())
    .addOption(localeOption())
    .action(suppress);

  root
    .command("diff")
    .description("二度の分析の結果(json か ndjson)を比べ、増えた指摘と消えた指摘を通話ごと・規則ごとに示します")
    .argument("<old>", "前の結果")
    .argument("<new>", "後の結果")
    .addOption(new Option("--format <format>", "出力の形").choices(["pretty", "json"]).default("pretty"))
    .addOption(configOption())
    .addOption(noConfigOption())
    .addOption(localeOption())
    .action(diff);

  root
    .command("init")
    .description("注釈つきの設定と、最初の辞書を書きます(すでにあるファイルは変えません)")
    .argument("[folder]", "書く場所", ".")
    .addOption(new Option("--preset <name>", "業種のひな型").choices([...presetNames]))
    .addOption(localeOption())
    .action(init);

  root
    .command("evaluate")
    .description("ラベルつきの通話で、適合率・再現率・F1 を測ります")
    .argument("<folders...>", "*.json と *.gold.json の組、*.jsonl の行を置いたフォルダー")
    .option("--misses", "見落としと誤検知を一件ずつ示す")
    .option("--rules-only", "モデルを使わず規則だけで測る")
    .option("--noise", "音声認識の乱れ(句読点なし、言いよどみ、かな書き、同音異義語)を加えて測る")
    .option("--json", "JSON で出す")
    .action(evaluate);

  root
    .command("dictionary")
    .description("辞書の道具")
    .command("check")
    .description("辞書の各項目を、その項目自身の例で確かめます")
    .argument("[files...]", "自分の辞書(YAML)。省くと同梱の辞書と、設定にある辞書・必ず言うこと")
    .addOption(configOption())
    .addOption(noConfigOption())
    .addOption(localeOption())
    .action(dictionaryCheck);

  return root;
}
