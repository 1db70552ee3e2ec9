/** Buckets that features are hashed into. A power of two; changing it needs `npm run train`. */
export const BUCKETS = 1 << 20;

const FNV = 0x811c9dc5;

/** FNV-1a over UTF-16 units. Goes on from the hash of what stands before the text. */
export function hashString(text: string, before = FNV): number {
  let h = before;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h | 0;
}

const names = new Map<string, number>();

/** The hash of a name that dictionaries, rules or acts have: there are few, and each is met on every other line. */
export function hashName(name: string): number {
  const kept = names.get(name);
  if (kept !== undefined) return kept;
  const hash = hashString(name);
  names.set(name, hash);
  return hash;
}

/** Two hashes (or a hash and a family) into one. */
export const mix = (a: number, b: number): number => Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b) ^ (b >>> 15);

/** The bucket of a hash; the last step of every feature. */
export function bucketOf(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x2c1b3c6d);
  h ^= h >>> 13;
  return (h >>> 0) & (BUCKETS - 1);
}
