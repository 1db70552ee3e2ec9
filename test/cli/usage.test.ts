import { afterEach, expect, it, vi } from "vitest";
import { version } from "../../package.json";
import { program } from "../../src/cli/program.js";

const { isTTY } = process.stdin;
afterEach(() => {
  vi.restoreAllMocks();
  process.stdin.isTTY = isTTY;
});

/** What a command writes, and the error or exit status that it ends with. */
async function run(...args: string[]): Promise<{ out: string; err: string; end: unknown }> {
  let out = "";
  let err = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => Boolean((out += text)));
  vi.spyOn(process.stderr, "write").mockImplementation((text) => Boolean((err += text)));
  vi.spyOn(process, "exit").mockImplementation((status) => {
    throw status;
  });
  const end: unknown = await program()
    .parseAsync(["node", "kikimimi", ...args])
    .catch((thrown: unknown) => thrown);
  return { out, err, end };
}

it.each(["--version", "-V"])("%s prints the version", async (flag) => {
  expect(await run(flag)).toEqual({ out: `${version}\n`, err: "", end: 0 });
});

it("analyze without a path on a terminal prints its usage and ends with 2", async () => {
  process.stdin.isTTY = true;
  const { out, err, end } = await run("analyze", "--no-config");
  expect(end).toBe(2);
  expect(out).toBe("");
  expect(err).toContain("Usage: kikimimi analyze");
});

it("explain names the rule that was probably meant", async () => {
  const { end } = await run("explain", "personal-data/reqest", "--no-config");
  expect(end).toMatchObject({ code: "bad-option" });
  expect(String(end)).toContain("もしかして personal-data/request ?");
});

it("suppress says how a day is written", async () => {
  const given = ["--finding", "x", "--reason", "x", "--by", "x", "--until", "明日", "--no-config"];
  const { end } = await run("suppress", "call.json", ...given);
  expect(end).toMatchObject({ code: "bad-option" });
  expect(String(end)).toContain("YYYY-MM-DD");
});
