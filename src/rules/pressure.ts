import { does } from "../dialogue/facts.js";
import { has, justNow } from "./combine.js";
import { pressureByDread } from "./pressure-dread.js";
import { pressureByHaste } from "./pressure-haste.js";
import { pressureByMoney } from "./pressure-money.js";
import { pressureByStaging } from "./pressure-staging.js";
import { pressureByTakingOver } from "./pressure-taking-over.js";
import type { Dialogue, ReadLine, Rule } from "./rule.js";

/** Words of others held up as a warning, or a refusal taken well: nobody is pressed, whatever words are used. */
const pressesNobody = (line: ReadLine, dialogue: Dialogue): boolean =>
  (does(line, "warns-of-fraud") && has(line, "cautions", "warning-frame")) ||
  (does(line, "invites-independent-check") && has(line, "independent-check")) ||
  (does(line, "accepts-refusal") && !does(line, "pitch") && justNow(dialogue, line, "refusal"));

/** The rule, but silent on such lines and on those that hold one of the cues. */
const unless =
  (...cues: string[]) =>
  (rule: Rule): Rule => ({
    ...rule,
    propose: (line, dialogue) => {
      // Asked first, because it mostly has nothing to say.
      const proposal = rule.propose?.(line, dialogue);
      return proposal && !pressesNobody(line, dialogue) && !has(line, ...cues) ? proposal : null;
    },
  });

/** 圧力・不安をあおる話法, in the order of the taxonomy. */
export const pressure: Rule[] = [
  ...pressureByHaste.map(unless("warning-frame")),
  ...pressureByDread.map(unless("warning-frame")),
  ...pressureByStaging.map(unless("warning-frame", "not-asked")),
  ...pressureByTakingOver.map(unless()),
  ...pressureByMoney.map(unless("warning-frame", "not-asked")),
];
