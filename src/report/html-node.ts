import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "../dictionary/builtin-node.js";
import { KikimimiError } from "../errors.js";
import type { PageCode } from "./html.js";

/**
 * The page's program that comes with the package.
 * @throws KikimimiError `unreadable-file` where the package was not built
 */
export function builtinPageCode(file: string = join(packageFolder(), "dist", "report-page.js")): PageCode {
  if (!existsSync(file))
    throw new KikimimiError(
      "unreadable-file",
      { ja: "報告書の画面がまだ作られていません", en: "the page of the report has not been built" },
      { hint: "npm run build" },
    );
  return pageCode(readFileSync(file, "utf8"));
}

/** A script together with its hash. The text must be hashed as the browser will see it. */
export function pageCode(script: string): PageCode {
  const text = script
    .trim()
    .replaceAll("\r\n", "\n")
    // In strings, where alone they stand, these mean the same; as they are they change how HTML reads the block.
    .replace(/<(?=!--|\/?script)/giu, "\\x3c");
  return { script: text, hash: createHash("sha256").update(text, "utf8").digest("base64") };
}
