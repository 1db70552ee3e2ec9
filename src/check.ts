import * as z from "zod";
import { type ErrorCode, KikimimiError, renderPath } from "./errors.js";
import { nearest } from "./nearest.js";
import { wanted } from "./wanted.js";

type Issue = z.core.$ZodIssue;

/** What an error says of the data as a whole. */
interface Whole {
  code?: ErrorCode;
  /** What the data is, in front of the path within it. */
  at?: string;
}

/**
 * Data that fits a schema.
 * @throws KikimimiError, `bad-configuration` unless told otherwise, with the path of the first thing that does not fit
 *   and what was expected
 */
export function checked<S extends z.ZodType>(schema: S, data: unknown, whole: Whole = {}): z.output<S> {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  throw complaint(deepest(result.error.issues[0] as Issue), schema, whole);
}

/** Of a choice that nothing fits, the alternative that came furthest: it says best what is wrong. */
function deepest(issue: Issue): Issue {
  if (issue.code !== "invalid_union") return issue;
  const inner = issue.errors.flatMap((issues) => issues.slice(0, 1)).map(deepest);
  const depth = (i: Issue) => i.path.length + (i.code === "unrecognized_keys" ? 1 : 0);
  const best = inner.filter((i) => depth(i) > 0).sort((a, b) => depth(b) - depth(a))[0];
  return best ? { ...best, path: [...issue.path, ...best.path] } : issue;
}

function complaint(issue: Issue, schema: z.ZodType, { code = "bad-configuration", at }: Whole): KikimimiError {
  const place = (path: readonly PropertyKey[]) => renderPath(at ? [at, ...path] : path);
  if (issue.code === "unrecognized_keys") {
    const key = issue.keys[0] ?? "";
    return new KikimimiError(
      code,
      { ja: "そのような項目はありません", en: "there is no such field" },
      {
        path: place([...issue.path, key]),
        hint: nearest(key, keysAt(schema, issue.path)),
      },
    );
  }
  const reason = { ja: "値が違います", en: "this value does not fit" };
  return new KikimimiError(code, reason, { path: place(issue.path), expected: wanted(issue) });
}

/** The keys that an object in the schema knows, found by walking down the path. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodUnion) return inner.options.flatMap((o) => keysAt(o as z.ZodType, path));
  const [key, ...rest] = path;
  if (key === undefined) return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
  if (inner instanceof z.ZodObject) {
    const next: unknown = Object.hasOwn(inner.shape, key) ? inner.shape[key as string] : undefined;
    return next instanceof z.ZodType ? keysAt(next, rest) : [];
  }
  if (inner instanceof z.ZodArray) return keysAt(inner.element as z.ZodType, rest);
  if (inner instanceof z.ZodRecord) return keysAt(inner.valueType as z.ZodType, rest);
  return [];
}

function unwrapped(schema: z.ZodType): z.ZodType {
  let inner = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault) inner = inner.unwrap() as z.ZodType;
  return inner;
}
