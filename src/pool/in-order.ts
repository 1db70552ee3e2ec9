/**
 * Does `work` on what a source gives, at most `limit` at a time, and yields what it brings in the order of the source.
 * The source is read on only as results are taken. Ends the source when its consumer leaves.
 */
export async function* inOrder<T, R>(
  source: Iterable<T> | AsyncIterable<T>,
  work: (item: T) => Promise<R>,
  limit: number,
): AsyncGenerator<R> {
  const items = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  const begun: Promise<R>[] = [];
  /** The read that is under way; there is never more than one. */
  let reading: Promise<IteratorResult<T>> | undefined;
  let ended = false;
  try {
    for (;;) {
      if (!ended && begun.length < limit) reading ??= Promise.resolve(items.next());
      const [oldest] = begun;
      if (!oldest && !reading) return;
      // Whichever comes first: more to begin, or the oldest result. A source that is slow does not hold results back.
      const read = reading?.then(() => "read" as const);
      const next = !oldest ? read : !read ? "done" : await Promise.race([read, oldest.then(() => "done" as const)]);
      if ((await next) === "read") {
        const item = (await reading) as IteratorResult<T>;
        reading = undefined;
        if (item.done) ended = true;
        else {
          const result = work(item.value);
          // Its failure is met when its turn comes; until then it must not count as unhandled.
          result.catch(() => undefined);
          begun.push(result);
        }
      } else yield (await begun.shift()) as R;
    }
  } finally {
    reading?.catch(() => undefined);
    if (!ended) void items.return?.();
  }
}
