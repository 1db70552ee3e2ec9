import fc from "fast-check";
import { expect, test } from "vitest";
import { dataBlock, htmlWriter, type PageCall, type PageData } from "../../src/report/html.js";
import { pageCode } from "../../src/report/html-node.js";
import { hostileCall, powerCall } from "../element/calls.js";

const code = pageCode("start()");
const write = (calls: PageCall[]) => {
  const writer = htmlWriter({ code });
  return writer.start() + calls.map((c) => writer.call(c.transcript, c.report)).join("") + writer.end();
};
const blocks = (page: string) =>
  [...page.matchAll(/<script type="application\/json"[^>]*>(.*?)<\/script>/gs)].map((m) => JSON.parse(m[1] ?? ""));

test("a data block is ASCII-safe against HTML and comes back as it was", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(..."</script>]!-&\u2028\u2029\u202e\ud83dあ\0"), maxLength: 30 }),
      (text) => {
        const block = dataBlock({ text });
        expect(block).not.toMatch(/[<>&\u2028\u2029]/);
        expect(JSON.parse(block)).toEqual({ text });
      },
    ),
  );
});

test("every call is one block, and the rows tell of them without opening them", () => {
  const read = blocks(write([powerCall, hostileCall]));
  expect(read).toHaveLength(3);
  expect(read[0]).toEqual(powerCall);
  expect(read[1]).toEqual(hostileCall);
  const { rows } = read[2] as PageData;
  expect(rows[0]).toMatchObject({ callId: "T-20260512-0147", level: "critical", agent: "三枝 悠", lengthMs: 71_200 });
  expect(rows[1]?.findings.map((f) => f.ruleId)).toEqual(["pressure/urgency", "x/<svg onload=1>"]);
});

test("the policy lets run the page's own script and nothing else", () => {
  const page = write([]);
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain(`script-src 'sha256-${code.hash}'`);
  expect(policy).not.toContain("unsafe");
  expect(page).not.toMatch(/\son[a-z]+=|\sstyle=|https?:/);
});

test("a script that would end its own block is made harmless before it is hashed", () => {
  const { script } = pageCode('x="</script><!--<script>"');
  expect(script).toBe('x="\\x3c/script>\\x3c!--\\x3cscript>"');
});
