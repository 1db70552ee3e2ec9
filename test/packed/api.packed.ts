import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { apiOf } from "../../scripts/api.js";
import { repository } from "./empty-project.js";

test("the built API is the one recorded in api/ (npm run api)", () => {
  const built = apiOf(repository);
  expect(readdirSync(join(repository, "api")).sort()).toEqual([...built.keys()].sort());
  for (const [name, text] of built) expect(text, name).toBe(readFileSync(join(repository, "api", name), "utf8"));
});
