import type { ReadOptions } from "./format.js";

/** What is known while one file is read: the options, and what a call without an id of its own is called. */
export interface Reading extends ReadOptions {
  nextId: () => string;
}

/** A file as it begins to be read. */
export function reading(options: ReadOptions): Reading {
  return readingOf(options, new Map());
}

/** A file in an archive. Members of the same name are told apart as the calls of one file are. */
export function readingMember(options: ReadOptions, fileName: string, used: Map<string, number>): Reading {
  return readingOf({ ...options, fileName }, used);
}

function readingOf(options: ReadOptions, used: Map<string, number>): Reading {
  const name = options.callId || nameOf(options.fileName) || "call";
  const nextId = () => {
    const count = (used.get(name) ?? 0) + 1;
    used.set(name, count);
    return count === 1 ? name : `${name}-${count}`;
  };
  return { ...options, nextId };
}

/** `calls/0412_山田.txt.gz` → `0412_山田`. What follows a dot and begins with a digit is a date or number, no extension. */
function nameOf(fileName: string | undefined): string | undefined {
  // File systems keep か and ゛ as one or as two; one call should not have two ids.
  const base = fileName?.split(/[/\\]/u).at(-1)?.normalize("NFC").trim();
  const plain = base?.replace(/(?<=.)\.(?:gz|gzip|zip)$/iu, "").replace(/(?<=.)\.[a-z][a-z\d]{0,9}$/iu, "");
  return plain || undefined;
}
