import { presets } from "./presets.js";
import { Config, type ConfigInput } from "./schema.js";

/** The configuration with its presets filled in: a later preset outweighs an earlier one, the file outweighs them all. */
export function withPresets(written: ConfigInput): Config {
  const { extends: names = [], ...own } = written;
  const layers: ConfigInput[] = [...names.map((name) => presets[name]), own];
  return Config.parse({ ...layers.reduce(over, {}), extends: names });
}

/** Fields that are groups or lists are joined; must-say items of the same id replace each other. */
function over(below: ConfigInput, above: ConfigInput): ConfigInput {
  const joined: ConfigInput = { ...below, ...above };
  for (const key of ["rules", "industries", "company", "hours"] as const)
    if (below[key] && above[key]) Object.assign(joined, { [key]: { ...below[key], ...above[key] } });
  if (below.products && above.products) joined.products = [...below.products, ...above.products];
  if (below.mustSay && above.mustSay) {
    const ids = new Set(above.mustSay.map((item) => item.id));
    joined.mustSay = [...below.mustSay.filter((item) => !ids.has(item.id)), ...above.mustSay];
  }
  return joined;
}
