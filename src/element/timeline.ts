import { html, nothing, svg, type TemplateResult } from "lit";
import { speakerName } from "../report/names.js";
import { clock, lengthOf } from "../report/time.js";
import { glyphAt } from "./glyph.js";
import { gravest } from "./line.js";
import { lineOf, type View } from "./view.js";

interface Place {
  /** Shares of the width, in percent. */
  x: number;
  width: number;
}

/** Where each line lies on the strip: by its time, or by its share of the words where the call has no times. */
function placesOf({ utterances }: View): Place[] {
  const total = lengthOf(utterances);
  if (total && utterances.every((u) => u.startMs !== undefined))
    return utterances.map(({ startMs = 0, endMs }, i) => {
      const end = endMs ?? utterances[i + 1]?.startMs ?? total;
      return { x: (startMs / total) * 100, width: (Math.max(0, end - startMs) / total) * 100 };
    });
  const weights = utterances.map((u) => u.text.length + 4);
  const sum = weights.reduce((a, b) => a + b, 0) || 1;
  let x = 0;
  return weights.map((weight) => {
    const place = { x: (x / sum) * 100, width: (weight / sum) * 100 };
    x += weight;
    return place;
  });
}

/** The call as a strip: who spoke when, and where something was found. The same places are in the transcript below. */
export function timeline(view: View): TemplateResult | typeof nothing {
  const { utterances, findings, w, locale, selected } = view;
  if (!utterances.length) return nothing;
  const places = placesOf(view);
  const total = lengthOf(utterances);
  const lines = new Map<number, typeof findings>();
  for (const f of findings) {
    const at = lineOf(f, utterances);
    if (at !== null) lines.set(at, [...(lines.get(at) ?? []), f]);
  }
  const evidence = new Set(selected?.evidence.map((e) => e.utteranceIndex));
  const bar = ({ x, width }: Place, i: number) => {
    const speaker = utterances[i]?.speaker ?? "system";
    const found = lines.get(i);
    const worst = found && gravest(found);
    const y = speaker === "customer" ? 39 : speaker === "agent" ? 22 : 31;
    return svg`<rect class="bar ${speaker} ${worst ?? ""} ${evidence.has(i) ? "seen" : ""}" x="${x}%" y=${y}
      width="${Math.max(0.25, width - 0.12)}%" height=${speaker === "system" ? 10 : 14} rx="1.5"
      @click=${() => (found?.[0] ? view.select(found[0], { scroll: true }) : view.goTo({ utteranceIndex: i, span: { start: 0, end: 0 }, cue: "" }))}></rect>`;
  };
  const sign = (i: number, found: typeof findings) => {
    const worst = gravest(found);
    const place = places[i];
    if (!worst || !place) return nothing;
    const on = selected && found.includes(selected);
    return svg`<g class="sign ${worst} ${on ? "on" : ""}" @click=${() => view.select(found[0] ?? null, { scroll: true })}>${glyphAt(worst, place.x + place.width / 2, 4)}</g>`;
  };
  const head = view.playhead !== null && total ? (view.playhead / total) * 100 : null;
  return html`<div class="timeline" part="timeline">
    <div class="lanes" aria-hidden="true"><span>${speakerName.agent[locale]}</span><span>${speakerName.customer[locale]}</span></div>
    <svg class="strip" height="56" width="100%" role="img" aria-label=${w.timelineOf(utterances.length, lines.size)}>
      <line class="rule" x1="0" x2="100%" y1="37.5" y2="37.5" />
      ${places.map(bar)} ${[...lines].map(([i, found]) => sign(i, found))}
      ${head === null ? nothing : svg`<line class="head" x1="${head}%" x2="${head}%" y1="18" y2="56" />`}
    </svg>
    ${
      total
        ? html`<div class="ticks" aria-hidden="true">${[0, 0.25, 0.5, 0.75, 1].map((share) => html`<span>${clock(total * share)}</span>`)}</div>`
        : nothing
    }
  </div>`;
}
