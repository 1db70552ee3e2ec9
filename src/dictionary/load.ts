import { LineCounter, parseDocument } from "yaml";
import { KikimimiError, renderPath } from "../errors.js";
import { wanted } from "../wanted.js";
import { DictionaryFile } from "./schema.js";

/** A dictionary as read, with the name that errors and reports call it by. */
export interface Dictionary {
  name: string;
  cues: DictionaryFile;
}

/**
 * Reads a dictionary written in YAML.
 * @param name the file as the user knows it, for error messages
 * @throws KikimimiError `bad-dictionary` with file, line, the entry's path and what was expected
 */
export function parseDictionary(name: string, yaml: string): Dictionary {
  const lines = new LineCounter();
  const { document, value, fault } = read(yaml, lines);
  if (fault || !document) {
    const detail = fault?.reason ?? "";
    const reason = { ja: `YAML として読めません: ${detail}`, en: `this is not YAML: ${detail}` };
    throw new KikimimiError("bad-dictionary", reason, {
      file: name,
      path: fault?.line ? { ja: `${fault.line}行目`, en: `line ${fault.line}` } : undefined,
    });
  }
  const result = DictionaryFile.safeParse(value ?? {});
  if (result.success) return { name, cues: result.data };
  const issue = result.error.issues[0];
  const path = (issue?.path ?? []) as (string | number)[];
  const line = lineOf(document, lines, path);
  const reason = { ja: "辞書の形が違います", en: "this is not the shape of a dictionary" };
  const place = renderPath(path);
  throw new KikimimiError("bad-dictionary", reason, {
    file: name,
    path: { ja: `${line}行目 ${place}`, en: `line ${line} ${place}` },
    expected: issue && wanted(issue),
  });
}

/** The document and its value, or what is wrong with it: syntax, aliases without end or without anchor, too deep. */
function read(yaml: string, lines: LineCounter) {
  try {
    const document = parseDocument(yaml, { lineCounter: lines, uniqueKeys: true, logLevel: "error" });
    const [broken] = document.errors;
    if (!broken) return { document, value: document.toJS() as unknown };
    return { fault: { reason: broken.message.split("\n")[0], line: lines.linePos(broken.pos[0]).line } };
  } catch (error) {
    return { fault: { reason: error instanceof RangeError ? "nested too deeply" : String((error as Error).message) } };
  }
}

/** The line of a place in the document, or of the nearest place above it that exists. */
function lineOf(document: ReturnType<typeof parseDocument>, lines: LineCounter, path: (string | number)[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
