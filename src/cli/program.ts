import { Command } from "commander";
import { dictionaryCheck } from "./dictionary.js";
import { evaluate } from "./evaluate.js";

/** The command `kikimimi`. */
export function program(): Command {
  const root = new Command("kikimimi").description("日本語の通話書き起こしから応対のリスクを見つけます");
  root
    .command("evaluate")
    .description("ラベルつきの通話で、適合率・再現率・F1 を測ります")
    .argument("<folder...>", "*.json と *.gold.json の組、lines/*.jsonl を置いたフォルダー")
    .option("--misses", "見落としと誤検知を一件ずつ示す")
    .option("--rules-only", "モデルを使わず規則だけで測る")
    .option("--json", "JSON で出す")
    .action(evaluate);
  root
    .command("dictionary")
    .description("辞書の道具")
    .command("check")
    .description("辞書の各項目を、その項目自身の例で確かめます")
    .argument("[files...]", "自分の辞書(YAML)。省くと同梱の辞書")
    .action(dictionaryCheck);
  return root;
}
