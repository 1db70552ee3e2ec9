import { disclosure } from "./disclosure.js";
import { dismissive } from "./dismissive.js";
import { handling } from "./handling.js";
import { personalData } from "./personal-data.js";
import { pressure } from "./pressure.js";
import type { Rule } from "./rule.js";
import { unverifiableClaim } from "./unverifiable-claim.js";
import { unverifiablePromise } from "./unverifiable-claim-promise.js";

/** All rules, category by category, in the order of the taxonomy. */
export const rules: readonly Rule[] = [
  ...personalData,
  ...unverifiableClaim,
  ...unverifiablePromise,
  ...pressure,
  ...dismissive,
  ...disclosure,
  ...handling,
];
