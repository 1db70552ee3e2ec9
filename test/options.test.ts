import { expect, it } from "vitest";
import { type AnalyzerOptions, createAnalyzer } from "../src/analyzer.js";
import { openAnalysts } from "../src/cli/jobs.js";
import { KikimimiError } from "../src/errors.js";
import { analyzePool, type PoolOptions } from "../src/pool/pool.js";
import { sharedTokenizer } from "./engine.js";

async function refusal(made: Promise<unknown>): Promise<KikimimiError> {
  const error: unknown = await made.then(
    () => new Error("it was taken"),
    (e: unknown) => e,
  );
  if (error instanceof KikimimiError) return error;
  throw error;
}

const paths = "the configuration file takes paths, this takes loaded dictionaries";

it.each<[object, string, string]>([
  [{ dictionaries: ["own.yaml"] }, "dictionaries[0]", paths],
  [{ dictionaries: "own.yaml" }, "dictionaries", paths],
  [{ dictionaries: [{ name: "own" }] }, "dictionaries[0]", "parseDictionary"],
  [{ model: true }, "model", "leave it out to use the built-in weights"],
  [{ model: "weights.bin" }, "model", "false, or trained weights"],
  [{ tokenizer: {} }, "tokenizer", "await loadTokenizer()"],
  [{ tokenizer: Promise.resolve() }, "tokenizer", "await loadTokenizer()"],
  [{ locale: "fr" }, "locale", '"ja" | "en"'],
  [{ cache: -1 }, "cache", "0 or more"],
  [{ cache: Number.NaN }, "cache", "0 or more"],
  [{ cache: false }, "cache", "0 or more"],
  [{ customRules: ["./own.mjs"] }, "customRules[0]", "defineRule({ … })"],
  [{ rules: {} }, "rules", "a list [ … ]: defineRule({ … })"],
])("createAnalyzer(%o) names the option and what it takes", async (options, path, told) => {
  const error = await refusal(createAnalyzer(options as AnalyzerOptions));
  expect(error).toMatchObject({ code: "bad-option", path });
  expect(error.message.startsWith(`${path}: 値が違います (期待: `)).toBe(true);
  expect(error.messageIn("en")).toContain(told);
  expect(error.messageIn("en")).not.toMatch(/\p{Script=Hiragana}|\p{Script=Han}/u);
});

it.each<[object, string]>([
  [{ model: true, threads: 1 }, "model"],
  [{ dictionaries: ["own.yaml"], threads: 1 }, "dictionaries[0]"],
])("a pool refuses the same before it starts threads: %j", async (options, path) => {
  expect(await refusal(analyzePool(options as PoolOptions))).toMatchObject({ code: "bad-option", path });
});

it("options that are right or not known are left alone", async () => {
  const tokenizer = await sharedTokenizer();
  const given = {
    tokenizer,
    dictionaries: [],
    customRules: [],
    locale: "en",
    model: false,
    cache: 0,
    threads: 4,
  } as const;
  const analyzer = await createAnalyzer(given);
  expect(analyzer.analyze({ callId: "c", utterances: [] }).findings).toEqual([]);
  const analysts = await openAnalysts("1", { ruleFiles: [], threads: 1, model: false });
  expect(analysts.atOnce).toBe(1);
  await analysts.close();
});
