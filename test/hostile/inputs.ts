import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { gzipSync, strToU8, zipSync } from "fflate";

const folder = join(import.meta.dirname, "../../fixtures/formats");

/** One valid file of each format. */
export const seeds: readonly { name: string; bytes: Uint8Array }[] = readdirSync(folder)
  .sort()
  .map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(folder, name))) }));

/** Names and values that programs trip over. */
export const nasty = [
  ...["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "length", "then", "valueOf"],
  ...[
    "",
    " ",
    "\0",
    "\ufeff",
    "\ud800",
    "👩‍👩‍👧",
    "か\u3099",
    "=1+1",
    "@SUM(A1)",
    "</script>",
    "-->",
    "../../x",
    "C:\\x",
  ],
  ...["NaN", "Infinity", "-0", "1e999", "-1", "9".repeat(30), "0x10", "null", "true", "[]", "{}", "T+09:00"],
  ...[
    "田中です",
    "０９０",
    "〇".repeat(9),
    "ー".repeat(9),
    "(".repeat(40),
    "の".repeat(40),
    "\n\n",
    "\r",
    "\t\t",
    ",,,,",
    '"""',
    ":::",
  ],
] as const;

const nastyText = fc.constantFrom(...nasty);

/** Any JSON value, with names and values that programs trip over. */
export const anyJson: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    nastyText,
    fc.constantFrom(null, true, 0, -1, 1e21, 1e308, 0.1, Number.MAX_SAFE_INTEGER),
    fc.array(tie("value"), { maxLength: 4 }),
    fc
      .array(fc.tuple(nastyText, tie("value")), { maxLength: 4 })
      .map((entries) => JSON.parse(objectOf(entries)) as unknown),
  ),
})).value;

/** JSON text, so that `__proto__` is a member and not the prototype. */
const objectOf = (entries: [string, unknown][]): string =>
  `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value) ?? "null"}`).join(",")}}`;

/** A JSON value in which one to three places are exchanged, dropped, doubled or renamed. */
export function mutatedJson(source: unknown): fc.Arbitrary<unknown> {
  const change = fc.tuple(fc.nat(), fc.constantFrom("replace", "drop", "double", "rename", "wrap"), anyJson, nastyText);
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const text = JSON.stringify(source);
    const root = { root: JSON.parse(text) as unknown };
    for (const [at, kind, value, name] of changes) {
      const places: { holder: Record<string, unknown>; key: string }[] = [];
      collect(root, places);
      const place = places[at % places.length];
      if (!place) continue;
      const { holder, key } = place;
      // A copy: the same value put in twice could come to hold itself, which no file can.
      if (kind === "replace") holder[key] = structuredClone(value);
      else if (kind === "wrap") holder[key] = [holder[key], structuredClone(value)];
      else if (kind === "drop") delete holder[key];
      else if (kind === "double" && Array.isArray(holder)) holder.push(structuredClone(holder[key]));
      else if (kind === "rename" && !Array.isArray(holder))
        Object.defineProperty(holder, name, {
          value: holder[key],
          enumerable: true,
          configurable: true,
          writable: true,
        });
    }
    return root.root;
  });
}

function collect(holder: object, places: { holder: Record<string, unknown>; key: string }[]): void {
  for (const [key, value] of Object.entries(holder)) {
    places.push({ holder: holder as Record<string, unknown>, key });
    if (typeof value === "object" && value !== null && places.length < 2000) collect(value, places);
  }
}

/** Bytes of a file with some of them changed, cut, doubled, or with something nasty put in between. */
export function mutatedBytes(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  const change = fc.tuple(
    fc.nat(),
    fc.nat(40),
    fc.constantFrom("set", "cut", "end", "double", "insert"),
    nastyText,
    fc.nat(255),
  );
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    let all = [...bytes];
    for (const [where, length, kind, text, byte] of changes) {
      const at = all.length ? where % all.length : 0;
      if (kind === "set") all[at] = byte;
      else if (kind === "cut") all.splice(at, length);
      else if (kind === "end") all = all.slice(0, at);
      else if (kind === "double") all.splice(at, 0, ...all.slice(at, at + length));
      else all.splice(at, 0, ...new TextEncoder().encode(text));
    }
    return Uint8Array.from(all);
  });
}

/** Bytes of any kind: random, a mutated file, packed, or said to be packed. */
export const anyFile: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.string({ unit: "binary", maxLength: 200 }).map((text) => new TextEncoder().encode(text)),
  fc.constantFrom(...seeds).chain(({ bytes }) => mutatedBytes(bytes)),
  fc
    .constantFrom(...seeds)
    .chain(({ bytes }) =>
      fc.oneof(fc.constant(gzipSync(bytes)), fc.constant(zipSync({ "a/b.json": bytes }))).chain(mutatedBytes),
    ),
  fc.array(nastyText, { maxLength: 20 }).map((words) => strToU8(words.join(","))),
  anyJson.map((value) => strToU8(JSON.stringify(value) ?? "")),
);
