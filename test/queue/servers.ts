import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const onPath = (name: string) =>
  (process.env.PATH ?? "")
    .split(":")
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));

/** Servers are used where they are installed; where CI says that they must be, their absence is a failure. */
export const redisServer = onPath("redis-server");
const debian = "/usr/lib/postgresql";
const versions = existsSync(debian) ? readdirSync(debian).sort() : [];
const postgresFolder = versions
  .map((v) => join(debian, v, "bin"))
  .findLast((folder) => existsSync(join(folder, "initdb")));
export const hasPostgres = postgresFolder !== undefined;
if (process.env.CI && !redisServer) throw new Error("redis-server is not installed");
if (!redisServer) console.warn("no redis-server here: the tests of the queue are skipped");

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });

export interface Server {
  url: string;
  /** As if the machine lost power. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Ends it and takes its files away. */
  remove(): Promise<void>;
}

/** A Redis of one's own that keeps what it was told over a crash. */
export async function startRedis(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "kikimimi-redis-"));
  const port = await freePort();
  let child: ChildProcess | undefined;
  const kept = ["--appendonly", "yes", "--appendfsync", "always", "--save", ""];
  const server: Server = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      child = spawn(redisServer ?? "", ["--port", String(port), "--dir", folder, "--bind", "127.0.0.1", ...kept], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      for await (const chunk of child.stdout ?? []) if (String(chunk).includes("Ready to accept")) break;
      child.stdout?.resume();
    },
    kill: () => ended(child),
    async remove() {
      await ended(child);
      rmSync(folder, { recursive: true });
    },
  };
  await server.start();
  return server;
}

/** A PostgreSQL of one's own. It does not run as root, so that root becomes the user of the package. */
export async function startPostgres(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "kikimimi-postgres-"));
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"]));
  const user = process.getuid?.() === 0 ? { uid: id("-u"), gid: id("-g") } : {};
  if ("uid" in user) execFileSync("chown", ["-R", `${user.uid}:${user.gid}`, folder]);
  const program = (name: string) => join(postgresFolder ?? "", name);
  const data = join(folder, "data");
  execFileSync(program("initdb"), ["-D", data, "-U", "kikimimi", "-A", "trust", "-E", "UTF8", "--no-sync"], {
    ...user,
    cwd: folder,
    stdio: "ignore",
  });
  const port = await freePort();
  let child: ChildProcess | undefined;
  const url = `postgres://kikimimi@127.0.0.1:${port}/postgres`;
  const server: Server = {
    url,
    async start() {
      child = spawn(program("postgres"), ["-D", data, "-p", String(port), "-k", folder, "-h", "127.0.0.1"], {
        ...user,
        cwd: folder,
        stdio: "ignore",
      });
      for (let tries = 0; tries < 100; tries++) {
        try {
          execFileSync(program("pg_isready"), ["-h", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
          return;
        } catch {
          await sleep(100);
        }
      }
      throw new Error("PostgreSQL did not start");
    },
    kill: () => ended(child),
    async remove() {
      await ended(child, "SIGINT");
      rmSync(folder, { recursive: true });
    },
  };
  await server.start();
  return server;
}

function ended(child: ChildProcess | undefined, signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
  return new Promise((resolve) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill(signal);
  });
}
