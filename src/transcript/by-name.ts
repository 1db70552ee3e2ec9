/**
 * A record whose names come from outside: it has those and no others, so that `constructor` is not found in it and
 * `__proto__` can be put into it.
 */
export function byName<T>(...records: (Readonly<Record<string, T>> | undefined)[]): Record<string, T> {
  const all = Object.create(null) as Record<string, T>;
  for (const record of records) for (const [name, value] of Object.entries(record ?? {})) all[name] = value;
  return all;
}
