import type * as z from "zod";
import type { Said } from "./errors.js";

type Issue = z.core.$ZodIssue;

const types: Record<string, { ja: string; en: string }> = {
  string: { ja: "文字列", en: "a string" },
  number: { ja: "数", en: "a number" },
  int: { ja: "整数", en: "a whole number" },
  boolean: { ja: "true か false", en: "true or false" },
  array: { ja: "並び [ … ]", en: "a list [ … ]" },
  object: { ja: "項目の組 { … }", en: "fields { … }" },
  record: { ja: "項目の組 { … }", en: "fields { … }" },
};

/** What the schema would have taken, in both languages. */
export function wanted(issue: Issue): Said {
  switch (issue.code) {
    case "invalid_type":
      return types[issue.expected] ?? issue.expected;
    case "invalid_value":
      return issue.values.map(String).join(" | ");
    case "too_small":
      return typeof issue.minimum === "number" && (issue.origin === "string" || issue.origin === "array")
        ? { ja: "空でないもの", en: "something that is not empty" }
        : {
            ja: `${issue.minimum}${issue.inclusive ? "以上" : "より大きい数"}`,
            en: `${issue.inclusive ? "at least" : "more than"} ${issue.minimum}`,
          };
    case "too_big":
      return { ja: `${issue.maximum}以下`, en: `at most ${issue.maximum}` };
    case "invalid_union":
      return choices(issue.errors.flatMap((issues) => issues.slice(0, 1).map(wanted)));
    default:
      return issue.message;
  }
}

/** What each alternative wanted, once each. */
function choices(all: Said[]): Said {
  const ja = new Set(all.map((s) => (typeof s === "string" ? s : s.ja)));
  const en = new Set(all.map((s) => (typeof s === "string" ? s : s.en)));
  return { ja: [...ja].join(" または "), en: [...en].join(" or ") };
}
