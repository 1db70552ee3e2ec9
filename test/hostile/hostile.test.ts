import fc from "fast-check";
import { expect, test } from "vitest";
import { createAnalyzer } from "../../src/analyzer.js";
import { loadTokenizer } from "../../src/language/load-node.js";
import { properties } from "./properties.js";

// The long run is `npm run fuzz`.
const tokenizer = await loadTokenizer();
const all = properties(await createAnalyzer({ tokenizer }), tokenizer);

test.each(all)("$name", ({ property }) => {
  const result = fc.check(property, { numRuns: 120, interruptAfterTimeLimit: 20_000 });
  expect(result.errorInstance, fc.defaultReportMessage(result) ?? "").toBeFalsy();
  expect(result.numRuns).toBeGreaterThan(20);
});
