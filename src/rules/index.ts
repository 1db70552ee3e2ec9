import { disclosure } from "./disclosure.js";
import { personalData } from "./personal-data.js";
import type { Rule } from "./rule.js";

/** All rules, category by category, in the order of the taxonomy. */
export const rules: readonly Rule[] = [...personalData, ...disclosure];
