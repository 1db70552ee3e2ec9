import { pressureByDread } from "./pressure-dread.js";
import { pressureByHaste } from "./pressure-haste.js";
import { pressureByMoney } from "./pressure-money.js";
import { pressureByStaging } from "./pressure-staging.js";
import { pressureByTakingOver } from "./pressure-taking-over.js";
import type { Rule } from "./rule.js";

/** 圧力・不安をあおる話法, in the order of the taxonomy. */
export const pressure: Rule[] = [
  ...pressureByHaste,
  ...pressureByDread,
  ...pressureByStaging,
  ...pressureByTakingOver,
  ...pressureByMoney,
];
