import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

/** The folder of this repository. */
export const repository = resolve(import.meta.dirname, "../..");

export interface Ran {
  status: number;
  stdout: string;
  stderr: string;
}

/** A folder with nothing but the packed package installed, as a new user has it. */
export class EmptyProject {
  readonly folder = mkdtempSync(join(tmpdir(), "kikimimi-packed-"));
  readonly tarball: string;
  /** Names of the files in the tarball, without its leading `package/`. */
  readonly files: string[];

  constructor() {
    // Packed as it is built: `npm run test:packed` builds first.
    const packed = this.npm(repository, "pack", "--ignore-scripts", "--json", "--pack-destination", this.folder);
    const listed = JSON.parse(packed) as unknown;
    // npm 12 names the packages, earlier ones list them.
    const [entry] = (Array.isArray(listed) ? listed : Object.values(listed as object)) as {
      filename: string;
      files: { path: string }[];
    }[];
    if (!entry) throw new Error("npm pack listed nothing");
    this.tarball = join(this.folder, entry.filename);
    this.files = entry.files.map((f) => f.path);
    this.write("package.json", JSON.stringify({ name: "empty", version: "1.0.0", private: true }));
    this.npm(this.folder, "install", "--no-fund", "--no-audit", "--prefer-offline", this.tarball);
  }

  npm(cwd: string, ...args: string[]): string {
    return execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 2 ** 28 });
  }

  write(name: string, text: string): string {
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  copy(name: string): void {
    cpSync(join(repository, name), join(this.folder, name), { recursive: true });
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), "utf8");
  }

  /** Runs a program in the folder; a failing one is no exception here. */
  run(program: string, args: string[], env: Record<string, string> = {}): Ran {
    const options = {
      cwd: this.folder,
      encoding: "utf8",
      maxBuffer: 2 ** 28,
      env: { ...process.env, ...env },
    } as const;
    try {
      return { status: 0, stdout: execFileSync(program, args, { ...options, stdio: "pipe" }), stderr: "" };
    } catch (error) {
      const { status, stdout, stderr } = error as { status: number | null; stdout: string; stderr: string };
      return { status: status ?? -1, stdout, stderr };
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
