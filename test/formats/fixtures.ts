import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { KikimimiError } from "../../src/errors.js";
import { type ReadOptions, type ReadOutcome, type ReadResult, readEach } from "../../src/formats/index.js";

export const fixturePath = (name: string): string =>
  fileURLToPath(new URL(`../../fixtures/formats/${name}`, import.meta.url));

export const fixture = (name: string): Uint8Array => readFileSync(fixturePath(name));

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export function read(input: Uint8Array | string, options?: ReadOptions): ReadOutcome[] {
  return [...readEach(typeof input === "string" ? bytes(input) : input, options)];
}

/** The only call of the input. */
export function readOne(input: Uint8Array | string, options?: ReadOptions): ReadResult {
  const [first, ...rest] = read(input, options);
  if (first === undefined || first instanceof KikimimiError || rest.length > 0) {
    throw first instanceof KikimimiError ? first : new Error(`${rest.length + 1} outcomes`);
  }
  return first;
}

/** The only error of the input. */
export function errorOf(input: Uint8Array | string, options?: ReadOptions): KikimimiError {
  const [first, ...rest] = read(input, options);
  if (!(first instanceof KikimimiError) || rest.length > 0) throw new Error("no error");
  // Whatever is wrong is said in English too, wherever an error was passed on.
  expect(first.messageIn("en")).not.toMatch(/[ぁ-んァ-ヶ]|期待/u);
  return first;
}

/** `agent 500-4200 お電話…` for each utterance. */
export function lines(result: ReadResult): string[] {
  return result.transcript.utterances.map(
    ({ speaker, startMs, endMs, text }) => `${speaker} ${startMs ?? ""}-${endMs ?? ""} ${text}`,
  );
}

export const codes = (result: ReadResult): string[] => result.warnings.map((warning) => warning.code);

export const said = {
  greeting: "お電話ありがとうございます。あおば通信の佐藤でございます。",
  question: "料金のことで聞きたいんですけど。",
  name: "かしこまりました。お名前をお願いいたします。",
  answer: "はい、山田です。",
};

/** The call that most fixtures hold. */
export const call = [
  `agent 500-4200 ${said.greeting}`,
  `customer 4600-7100 ${said.question}`,
  `agent 7500-10900 ${said.name}`,
  `customer 11200-12600 ${said.answer}`,
];

/** The same call where the format gives no end times. */
export const callStarts = call.map((line) => line.replace(/-\d+ /, "- "));

/** The same call without times. */
export const callWords = call.map((line) => line.replace(/ \d+-\d+ /, " - "));
