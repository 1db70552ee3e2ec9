import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "../dictionary/builtin-node.js";
import { Model } from "./model.js";

/** The weights that come with the package, or undefined where there are none (before the first training). */
export function builtinModel(file: string = join(packageFolder(), "model", "weights.bin")): Model | undefined {
  return existsSync(file) ? Model.parse(readFileSync(file)) : undefined;
}
