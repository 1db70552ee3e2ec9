import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Dictionary, parseDictionary } from "./load.js";

/** The folder of this package: the nearest one above this file that holds `dictionaries/`. */
export function packageFolder(from: string = import.meta.url): string {
  let folder = dirname(fileURLToPath(from));
  while (!existsSync(join(folder, "dictionaries")) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** The dictionaries that come with the package, in the order of their names. */
export function builtinDictionaries(folder: string = join(packageFolder(), "dictionaries")): Dictionary[] {
  return (
    readdirSync(folder)
      // roles.yaml tells agents from customers by their wording; it holds no cues.
      .filter((name) => name.endsWith(".yaml") && name !== "roles.yaml")
      .sort()
      .map((name) => parseDictionary(`dictionaries/${name}`, readFileSync(join(folder, name), "utf8")))
  );
}
