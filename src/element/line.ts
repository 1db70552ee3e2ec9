import { html, nothing, type TemplateResult } from "lit";
import { severities, speakerName } from "../report/names.js";
import type { Finding, Severity } from "../report/schema.js";
import { clock } from "../report/time.js";
import type { Utterance } from "../transcript/schema.js";
import { markButton, missedAt } from "./missed.js";
import { detail, note } from "./note.js";
import { type Run, runsOf } from "./runs.js";
import { shown } from "./text.js";
import type { View } from "./view.js";

/** One utterance: when, who, the words with their marks, and beside them what was found. */
export function line(view: View, utterance: Utterance, index: number, findings: readonly Finding[]): TemplateResult {
  const { w, selected } = view;
  const evidence = selected ? selected.evidence.filter((e) => e.utteranceIndex === index) : [];
  const isEvidence = evidence.length > 0 && selected?.utteranceIndex !== index;
  const worst = gravest(findings);
  const classes = [
    "line",
    utterance.speaker,
    worst && `flagged ${worst}`,
    selected && findings.includes(selected) && "current",
    isEvidence && "is-evidence",
    view.playing === index && "playing",
  ];
  return html`<li
    class=${classes.filter(Boolean).join(" ")}
    part="line line-${utterance.speaker}"
    id="line-${index}"
    tabindex="-1"
  >
    <div class="when">${when(view, utterance, index)}</div>
    <div class="who"><span part="speaker">${speakerName[utterance.speaker][view.locale]}</span>${utterance.speaker === "agent" ? markButton(view, index) : nothing}</div>
    <p class="words" part="text">${runsOf(utterance.text, findings, evidence).map((r) => run(view, r))}</p>
    <div class="notes">
      ${findings.map((f) => note(view, f))}
      ${
        isEvidence
          ? html`<p class="trail">
              <span>${w.isEvidence}</span>
              <button type="button" class="quiet back" @click=${() => view.backToFinding()}>${w.back}</button>
            </p>`
          : nothing
      }
    </div>
    ${findings.length ? html`<div class="details">${findings.map((f) => detail(view, f))}</div>` : nothing}
    ${missedAt(view, index)}
  </li>`;
}

function when({ w, hasAudio, playFrom }: View, { startMs }: Utterance, index: number): TemplateResult {
  const number = html`<span class="number">${index + 1}</span>`;
  if (startMs === undefined) return number;
  const time = clock(startMs);
  return hasAudio
    ? html`${number}<button type="button" class="time" part="time" aria-label=${w.playFrom(time)} @click=${() => playFrom(startMs)}>${time}</button>`
    : html`${number}<span class="time" part="time">${time}</span>`;
}

function run(view: View, { text, findings, evidence }: Run): TemplateResult | string | typeof nothing {
  const words = shown(text);
  const inner = evidence.length ? html`<span class="seen" tabindex="-1">${words}</span>` : words;
  if (!findings.length) return inner as TemplateResult;
  const { selected } = view;
  const classes = [
    "m",
    gravest(findings),
    selected && findings.includes(selected) && "on",
    findings.length > 1 && "many",
  ];
  // The keyboard's way to a finding is its note beside the line; the mark is a larger target for the pointer.
  return html`<mark class=${classes.filter(Boolean).join(" ")} part="mark" @click=${() => view.select(next(findings, selected), { scroll: false })}>${inner}</mark>`;
}

/** Of overlapping findings a click takes the one with the shortest span, and the next one at the next click. */
function next(findings: readonly Finding[], selected: Finding | null): Finding | null {
  const length = (f: Finding) => (f.span ? f.span.end - f.span.start : 0);
  const inwards = [...findings].sort((a, b) => length(a) - length(b));
  const at = selected ? inwards.indexOf(selected) : -1;
  return inwards[(at + 1) % inwards.length] ?? null;
}

export const gravest = (findings: readonly Finding[]): Severity | undefined =>
  severities.find((s) => findings.some((f) => f.severity === s));
