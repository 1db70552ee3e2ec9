import { html, nothing, type TemplateResult } from "lit";
import { directionName, levelName, nameOfCheck } from "../report/names.js";
import { clock, lengthOf, moment } from "../report/time.js";
import type { Transcript } from "../transcript/schema.js";
import { glyph } from "./glyph.js";
import { shown } from "./text.js";
import type { View } from "./view.js";

/** Which call this is, and how risky. */
export function head(view: View, transcript: Transcript | null | undefined): TemplateResult {
  const { report, w, locale } = view;
  const length = lengthOf(view.utterances);
  const { level, score } = report.risk;
  const facts: [string, unknown][] = [];
  if (transcript?.startedAt) facts.push([w.startAt, moment(transcript.startedAt, locale)]);
  const agent = transcript?.agent?.name ?? transcript?.agent?.id;
  if (agent) facts.push([w.agent, shown(agent)]);
  if (length !== null) facts.push([w.length, clock(length)]);
  return html`<header part="header">
    <div class="which">
      <h2>${shown(report.callId)}</h2>
      <p class="facts">
        <span class="direction"
          >${directionName[report.direction.value][locale]}${
            report.direction.source === "inferred" ? html`<small>(${w.inferred})</small>` : nothing
          }</span
        >
        ${facts.map(([name, value]) => html`<span><span class="name">${name}</span> ${value}</span>`)}
        <span>${w.lines(view.utterances.length)}</span>
      </p>
    </div>
    <p class="risk ${level}" part="risk risk-${level}">
      ${glyph(level, 22)}
      <span class="level"><span class="name">${w.risk}</span> <b>${levelName[level][locale]}</b></span>
      <span class="points"><b>${Math.round(score)}</b><span aria-hidden="true">/100</span></span>
    </p>
  </header>`;
}

/** What a proper call has, and whether this one has it. */
export function checklist(view: View): TemplateResult | typeof nothing {
  const { report, w, locale } = view;
  if (!report.checklist.length) return nothing;
  return html`<section class="checklist" part="checklist" aria-labelledby="checks">
    <h3 id="checks">${w.checklist}</h3>
    <ul>
      ${report.checklist.map((check) => {
        const { passed, utteranceIndex } = check;
        const state = passed === null ? "void" : passed ? "passed" : "failed";
        const said = passed === null ? w.notApplicable : passed ? w.passed : w.failed;
        const at = utteranceIndex !== null && utteranceIndex < view.utterances.length ? utteranceIndex : null;
        return html`<li class=${state}>
          <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
            <path d=${passed === null ? "M4 8h8" : passed ? "m3 8.5 3.4 3.5L13 4.5" : "m4 4 8 8m0-8-8 8"} />
          </svg>
          <span>${shown(nameOfCheck(check, locale))}</span><span class="sr"> ${said}</span>
          ${
            at === null
              ? nothing
              : html`<button type="button" class="quiet" @click=${() => view.goTo({ utteranceIndex: at, span: { start: 0, end: 0 }, cue: "" })}>${w.line(at + 1)}</button>`
          }
        </li>`;
      })}
    </ul>
  </section>`;
}
