import { does } from "../dialogue/facts.js";
import { has } from "./combine.js";
import { pressureByDread } from "./pressure-dread.js";
import { pressureByHaste } from "./pressure-haste.js";
import { pressureByMoney } from "./pressure-money.js";
import { pressureByStaging } from "./pressure-staging.js";
import { pressureByTakingOver } from "./pressure-taking-over.js";
import type { ReadLine, Rule } from "./rule.js";

/** Words of others held up as a warning, or a refusal taken well: nobody is pressed, whatever words are used. */
const pressesNobody = (line: ReadLine): boolean =>
  does(line, "warns-of-fraud") ||
  does(line, "invites-independent-check") ||
  (does(line, "accepts-refusal") && !does(line, "pitch")) ||
  has(line, "warning-frame");

const unlessProper = (rule: Rule): Rule => ({
  ...rule,
  propose: (line, dialogue) => (pressesNobody(line) ? null : (rule.propose?.(line, dialogue) ?? null)),
});

/** 圧力・不安をあおる話法, in the order of the taxonomy. */
export const pressure: Rule[] = [
  ...pressureByHaste,
  ...pressureByDread,
  ...pressureByStaging,
  ...pressureByTakingOver,
  ...pressureByMoney,
].map(unlessProper);
