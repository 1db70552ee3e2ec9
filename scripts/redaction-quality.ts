import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadTokenizer } from "../src/language/index.js";
import { findPersonal, type PersonalKind } from "../src/redaction/index.js";
import type { Transcript, Utterance } from "../src/transcript/schema.js";

interface Label {
  utteranceIndex: number;
  start: number;
  end: number;
  kind: PersonalKind;
}

export interface LabelledCall {
  transcript: Transcript;
  labels: Label[];
}

/** Reads calls in which `{text:kind}` is personal. */
export function readLabelled(text: string): LabelledCall[] {
  const blocks = text.split(/\n\s*\n/).map((block) => block.split("\n").filter((line) => /^[OCS]: /.test(line)));
  return blocks
    .filter((b) => b.length)
    .map((lines, n) => {
      const labels: Label[] = [];
      const utterances = lines.map((line, utteranceIndex): Utterance => {
        let plain = "";
        let at = 3;
        for (const match of line.matchAll(/\{([^:{}]+):([a-z-]+)\}/g)) {
          plain += line.slice(at, match.index);
          const start = plain.length;
          plain += match[1] ?? "";
          labels.push({ utteranceIndex, start, end: plain.length, kind: match[2] as PersonalKind });
          at = match.index + match[0].length;
        }
        const speaker = line.startsWith("O") ? "agent" : line.startsWith("C") ? "customer" : "system";
        return { speaker, text: plain + line.slice(at) };
      });
      return { transcript: { callId: `redaction-${n + 1}`, utterances }, labels };
    });
}

export interface RedactionQuality {
  /** By kind: how many labels there are, and how many of them are masked to the last letter or digit. */
  kinds: Map<PersonalKind, { labels: number; hidden: number }>;
  labels: number;
  hidden: number;
  /** Masked stretches, and how many of them touch a label. */
  masks: number;
  right: number;
  /** Of what no label covers: characters, and how many of them were masked. */
  free: number;
  overMasked: number;
  misses: string[];
  excess: string[];
}

/** A label counts as hidden when every letter and digit of it is masked; marks and の between them may stay. */
const matters = (c: string): boolean => /[\p{L}\p{N}]/u.test(c) && c !== "の";

export async function measure(calls: readonly LabelledCall[]): Promise<RedactionQuality> {
  const tokenizer = await loadTokenizer();
  const q: RedactionQuality = {
    kinds: new Map(),
    labels: 0,
    hidden: 0,
    masks: 0,
    right: 0,
    free: 0,
    overMasked: 0,
    misses: [],
    excess: [],
  };
  for (const { transcript, labels } of calls) {
    const masks = findPersonal(transcript, tokenizer);
    transcript.utterances.forEach(({ text }, index) => {
      const here = masks.filter((m) => m.utteranceIndex === index);
      const wanted = labels.filter((l) => l.utteranceIndex === index);
      const masked = (i: number) => here.some(({ span }) => i >= span.start && i < span.end);
      const labelled = (i: number) => wanted.some((l) => i >= l.start && i < l.end);
      for (const l of wanted) {
        const open = [...text.slice(l.start, l.end)].some((c, i) => matters(c) && !masked(l.start + i));
        const kind = q.kinds.get(l.kind) ?? { labels: 0, hidden: 0 };
        kind.labels++;
        q.labels++;
        if (open) q.misses.push(`${l.kind}: ${text.slice(l.start, l.end)}  ⟵  ${show(text, here)}`);
        else {
          kind.hidden++;
          q.hidden++;
        }
        q.kinds.set(l.kind, kind);
      }
      for (const { span, kind } of here) {
        q.masks++;
        if (wanted.some((l) => l.start < span.end && span.start < l.end)) q.right++;
        else q.excess.push(`${kind}: ${text.slice(span.start, span.end)}  ⟵  ${text}`);
      }
      for (let i = 0; i < text.length; i++)
        if (!labelled(i)) {
          q.free++;
          if (masked(i)) q.overMasked++;
        }
    });
  }
  return q;
}

const show = (text: string, masks: readonly { span: { start: number; end: number } }[]): string => {
  let out = text;
  for (const { span } of masks)
    out = out.slice(0, span.start) + "●".repeat(span.end - span.start) + out.slice(span.end);
  return out;
};

if (process.argv[1] === import.meta.filename) {
  const folder = join(import.meta.dirname, "../fixtures/redaction");
  for (const name of process.argv.slice(2)) {
    const q = await measure(readLabelled(readFileSync(join(folder, `${name}.txt`), "utf8")));
    console.log(
      `${name}: recall ${q.hidden}/${q.labels} = ${(q.hidden / q.labels).toFixed(3)}, precision ${q.right}/${q.masks} = ${(q.right / q.masks).toFixed(3)}, other characters masked ${q.overMasked}/${q.free} = ${(q.overMasked / q.free).toFixed(4)}`,
    );
    for (const [kind, k] of [...q.kinds].sort()) console.log(`  ${kind.padEnd(10)} ${k.hidden}/${k.labels}`);
    if (process.env.MISSES)
      console.log([...q.misses.map((m) => `- ${m}`), ...q.excess.map((m) => `+ ${m}`)].join("\n"));
  }
}
