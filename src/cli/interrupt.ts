import { constants } from "node:os";

/** Being asked to stop, by Ctrl-C or by whoever runs the process. */
export interface Interruption {
  /** The signal, once it has come. */
  readonly signal: NodeJS.Signals | undefined;
  /** The exit status that tells of it: 128 + its number, 130 for Ctrl-C. */
  readonly status: number;
  /** Resolves when it has come. */
  readonly asked: Promise<void>;
  /** Gives what the source gives, until the signal comes. What is being waited for then is left. */
  until<T>(source: AsyncIterable<T>): AsyncGenerator<T>;
  /** Stops listening. */
  end(): void;
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Listens for signals. The first one asks for an orderly end; the next one ends the process at once. */
export function onInterruption(): Interruption {
  let signal: NodeJS.Signals | undefined;
  let ask = () => {};
  const asked = new Promise<void>((resolve) => {
    ask = resolve;
  });
  /** Those who wait for a source now. Racing each item against `asked` would keep every item for as long as it is open. */
  const waiting = new Set<() => void>();
  const status = () => 128 + (signal ? constants.signals[signal] : 0);
  const hear = (heard: NodeJS.Signals) => {
    if (signal) process.exit(status());
    signal = heard;
    ask();
    for (const leave of waiting) leave();
  };
  for (const name of signals) process.on(name, hear);
  return {
    get signal() {
      return signal;
    },
    get status() {
      return status();
    },
    asked,
    async *until<T>(source: AsyncIterable<T>) {
      const items = source[Symbol.asyncIterator]();
      while (!signal) {
        let leave = () => {};
        const next = await new Promise<IteratorResult<T> | undefined>((resolve, reject) => {
          leave = () => resolve(undefined);
          waiting.add(leave);
          items.next().then(resolve, reject);
        }).finally(() => waiting.delete(leave));
        if (!next || next.done || signal) return;
        yield next.value;
      }
    },
    end() {
      for (const name of signals) process.off(name, hear);
    },
  };
}
