import { describe, expect, it } from "vitest";
import { parseDictionary } from "../../src/dictionary/load.js";
import { KikimimiError } from "../../src/errors.js";

const failure = (yaml: string): KikimimiError => {
  try {
    parseDictionary("own.yaml", yaml);
  } catch (error) {
    if (error instanceof KikimimiError) return error;
  }
  throw new Error("no KikimimiError");
};

describe("parseDictionary", () => {
  it("reads cues and fills in what may be left out", () => {
    const { cues } = parseDictionary(
      "own.yaml",
      "ng.scold:\n  about: 叱る\n  entries:\n    - phrases: [いい加減にしてください]\n      match: [いい加減にしてください]\n",
    );
    expect(cues["ng.scold"]?.entries[0]).toMatchObject({ ignore: [], fuzzy: false });
  });

  it("names file, line and entry of a mistake", () => {
    const error = failure(
      "ng.scold:\n  about: 叱る\n  entries:\n    - phrases: [だめ]\n      match: [だめです]\n    - phrases: だめ\n      match: [だめです]\n",
    );
    expect(error.code).toBe("bad-dictionary");
    expect(error.message).toContain("own.yaml: 6行目 ng.scold.entries[1].phrases");
  });

  it("names the line of broken YAML", () => {
    expect(failure("a:\n  about: x\n  entries: [\n").message).toMatch(/own\.yaml: \d行目: YAML/u);
  });

  it("does not take an unknown member for a spelling of a known one", () => {
    expect(
      failure("a:\n  about: x\n  entries:\n    - phrases: [だめ]\n      match: [だめ]\n      ignored: [よい]\n")
        .message,
    ).toContain("ignored");
  });
});
