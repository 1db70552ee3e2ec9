import { KikimimiError } from "../errors.js";

/**
 * Loads a package that only the queue needs and that the user installs beside this one.
 * @throws KikimimiError `missing-package` that names what to install
 */
export async function optional<T>(packages: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new KikimimiError(
      "missing-package",
      { ja: `${packages} が入っていません`, en: `${packages} is not installed` },
      { hint: `npm install ${packages}`, cause: error },
    );
  }
}

/**
 * BullMQ, once it is certain that there is a Redis: later on it waits for one for ever.
 * @throws KikimimiError `missing-package`, `unreachable`
 */
export async function openBullmq(url: string): Promise<typeof import("bullmq")> {
  const packages = "bullmq ioredis";
  const { Redis } = await optional(packages, () => import("ioredis"));
  const bullmq = await optional(packages, () => import("bullmq"));
  const probe = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 10_000 });
  // What it says by event it also says by rejecting.
  probe.on("error", () => undefined);
  try {
    await probe.connect();
  } catch (error) {
    throw unreachable("Redis", url, error);
  } finally {
    probe.disconnect();
  }
  return bullmq;
}

/** @param url where the server should be; only host and port are named */
export function unreachable(server: string, url: string, cause: unknown): KikimimiError {
  const host = URL.canParse(url) ? new URL(url).host : "";
  const code = (cause as NodeJS.ErrnoException).code ?? "";
  const why = code && ` (${code})`;
  return new KikimimiError(
    "unreachable",
    { ja: `${server} につながりません${why}`, en: `cannot reach ${server}${why}` },
    { file: host, cause },
  );
}
