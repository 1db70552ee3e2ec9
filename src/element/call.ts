import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import type { Finding } from "../report/schema.js";
import type { Transcript, Utterance } from "../transcript/schema.js";
import { checklist, head } from "./head.js";
import { line } from "./line.js";
import { markBar, missedAt } from "./missed.js";
import { detail, note } from "./note.js";
import { timeline } from "./timeline.js";
import { lineOf, type View } from "./view.js";

/** The whole call: which it is, its course, what was found about it, and its lines. */
export function call(view: View, transcript: Transcript | null | undefined, onSlot: () => void): TemplateResult {
  const { w, utterances, findings } = view;
  const byLine = new Map<number, Finding[]>();
  const aboutCall: Finding[] = [];
  for (const f of findings) {
    const at = lineOf(f, utterances);
    if (at === null) aboutCall.push(f);
    else byLine.set(at, [...(byLine.get(at) ?? []), f]);
  }
  return html`<section class="call" part="call" lang=${view.locale} aria-label="${w.call} ${view.report.callId}">
    ${head(view, transcript)}
    <slot name="audio" @slotchange=${onSlot}></slot>
    ${timeline(view)} ${checklist(view)} ${walk(view)}
    <div class="missed-call">${missedAt(view, "call")}</div>
    ${
      aboutCall.length
        ? html`<section class="about" part="about-call" aria-labelledby="about">
            <h3 id="about">${w.aboutCall}</h3>
            <div class="about-notes">${aboutCall.map((f) => note(view, f))}</div>
            <div class="details">${aboutCall.map((f) => detail(view, f))}</div>
          </section>`
        : nothing
    }
    <h3 class="sr" id="lines">${w.transcript}</h3>
    ${
      utterances.length
        ? html`<ol class="lines ${byLine.size ? "with-notes" : ""} ${view.marking ? "marking" : ""} ${utterances.length > 200 ? "long" : ""}" part="transcript" aria-labelledby="lines">
            ${utterances.map((u, i) => ownLine(view, u, i, byLine.get(i) ?? []))}
          </ol>`
        : html`<p class="empty">${w.noTranscript}</p>`
    }
    <div class="sr" role="status">${view.announced}</div>
  </section>`;
}

/** How many findings there are, the way from one to the next, and marking what was missed. */
function walk(view: View): TemplateResult {
  const { w, findings, selected, utterances } = view;
  return html`<nav class="walk" part="navigation" aria-label=${w.findings}>
    <span class="count">${findings.length ? w.findingCount(findings.length) : w.noFindings}</span>
    ${
      findings.length
        ? html`<span class="at">${selected ? w.position(findings.indexOf(selected) + 1, findings.length) : nothing}</span>
            <button type="button" title=${w.shortcuts} @click=${() => view.walk(-1)}>${w.previous}</button>
            <button type="button" title=${w.shortcuts} @click=${() => view.walk(1)}>${w.next}</button>`
        : nothing
    }
    ${utterances.length ? markBar(view) : nothing}
  </nav>`;
}

/** A line without findings is drawn again only when something of its own changed: calls can have thousands. */
function ownLine(view: View, utterance: Utterance, index: number, findings: readonly Finding[]) {
  const plain =
    !findings.length &&
    view.markingAt !== index &&
    !view.missed.some((m) => m.utteranceIndex === index) &&
    !view.selected?.evidence.some((e) => e.utteranceIndex === index);
  const own = plain ? [utterance, view.playing === index, view.locale, view.hasAudio, view.marking] : [Symbol()];
  return guard(own, () => line(view, utterance, index, findings));
}
