#!/usr/bin/env node
import { KikimimiError } from "../errors.js";
import { readerLeft } from "./output.js";
import { program } from "./program.js";

/** As the shell tells of a program that wrote to a pipe nobody reads: 128 + SIGPIPE. */
const READER_LEFT = 141;

try {
  await program().parseAsync();
} catch (error) {
  if (!(error instanceof KikimimiError)) throw error;
  if (readerLeft(error)) process.exit(READER_LEFT);
  const english = /(?:^| )--locale[= ]en(?: |$)/u.test(process.argv.slice(2).join(" "));
  process.stderr.write(`${error.messageIn(english ? "en" : "ja")}\n`);
  process.exitCode = 2;
}
