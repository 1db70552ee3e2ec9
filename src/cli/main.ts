#!/usr/bin/env node
import { KikimimiError } from "../errors.js";
import { program } from "./program.js";

try {
  await program().parseAsync();
} catch (error) {
  if (!(error instanceof KikimimiError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
