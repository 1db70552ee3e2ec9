import { directionName, levelName, severityName } from "../report/names.js";

// The schema of reports is not bundled into the element: what drawing relies on is checked here, and no more.

type Shape = { readonly [key: string]: Check };
type Check = Shape | ((value: unknown, path: string) => string | null);

const misfitAt = (path: string, expected: string): string => `${path} ≠ ${expected}`;
const kind =
  (expected: string, fits: (value: unknown) => boolean) =>
  (value: unknown, path: string): string | null =>
    fits(value) ? null : misfitAt(path, expected);
const text = kind("string", (v) => typeof v === "string");
const number = kind("number", (v) => typeof v === "number");
const oneOf = (names: object) =>
  kind(
    Object.keys(names)
      .map((name) => `"${name}"`)
      .join(" | "),
    (v) => typeof v === "string" && Object.hasOwn(names, v),
  );
const orNull = (check: Check) => (value: unknown, path: string) => (value === null ? null : first(check, value, path));
const list = (check: Check) => (value: unknown, path: string) => {
  if (!Array.isArray(value)) return misfitAt(path, "[ … ]");
  for (const [i, item] of value.entries()) {
    const wrong = first(check, item, `${path}[${i}]`);
    if (wrong) return wrong;
  }
  return null;
};

const span: Shape = { start: number, end: number };
const report: Shape = {
  callId: text,
  direction: { value: oneOf(directionName) },
  risk: { level: oneOf(levelName), score: number },
  findings: list({
    id: text,
    ruleId: text,
    category: text,
    severity: oneOf(severityName),
    confidence: number,
    utteranceIndex: orNull(number),
    span: orNull(span),
    quote: orNull(text),
    message: text,
    advice: text,
    evidence: list({ utteranceIndex: number, span, cue: text }),
    legalBasis: list(text),
  }),
  checklist: list({ id: text }),
};

function first(check: Check, value: unknown, path: string): string | null {
  if (typeof check === "function") return check(value, path);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return misfitAt(path, "{ … }");
  for (const [key, inner] of Object.entries(check)) {
    const wrong = first(inner, Reflect.get(value, key), `${path}.${key}`);
    if (wrong) return wrong;
  }
  return null;
}

/** The first place of a value that cannot be drawn as a report, and what would fit there; null for one that can. */
export const misfit = (value: unknown): string | null => first(report, value, "report");
