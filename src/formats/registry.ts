import { csv } from "./csv.js";
import type { Format } from "./format.js";
import { kikimimi } from "./kikimimi.js";
import { script } from "./script.js";
import { text } from "./text.js";
import { turns } from "./turns.js";

/** Every transcript format, the more telling ones first: of two that are equally sure, the first is taken. */
export const formats: readonly Format[] = [kikimimi, turns, csv, text, script];
