import { html, nothing, type TemplateResult } from "lit";
import { nameOfCategory, nameOfCue, saidIn, severityName, titleOf } from "../report/names.js";
import type { Evidence, Finding } from "../report/schema.js";
import { glyph } from "./glyph.js";
import { named, shown } from "./text.js";
import { lineOf, type View } from "./view.js";

/** A finding in the margin of its line: how grave it is and what it is. Opens its detail. */
export function note(view: View, finding: Finding): TemplateResult {
  const { w, locale, texts } = view;
  const number = view.findings.indexOf(finding);
  const open = view.selected === finding;
  const decision = view.decisionOf(finding);
  return html`<button
    type="button"
    class="note ${finding.severity} ${open ? "open" : ""} ${decision?.verdict ?? ""}"
    part="note note-${finding.severity}"
    aria-expanded=${open}
    aria-controls="detail-${number}"
    @click=${() => view.select(open ? null : finding, { scroll: false })}
  >
    <span class="severity">${glyph(finding.severity)}${severityName[finding.severity][locale]}</span>
    <span class="title">${named(titleOf(finding.ruleId, texts, locale))}</span>
    ${decision ? html`<span class="verdict">${decision.verdict === "confirmed" ? w.confirmed : w.dismissed}</span>` : nothing}
  </button>`;
}

/** All that is known of a finding: message, evidence, advice and law, and the reviewer's decision. On paper all are open. */
export function detail(view: View, finding: Finding): TemplateResult {
  const { w, locale, texts } = view;
  const number = view.findings.indexOf(finding);
  const decision = view.decisionOf(finding);
  return html`<article
    class="detail ${finding.severity} ${view.selected === finding ? "open" : ""} ${decision?.verdict ?? ""}"
    part="finding finding-${finding.severity}"
    id="detail-${number}"
    aria-labelledby="detail-title-${number}"
  >
    <h4 id="detail-title-${number}">
      <span class="severity">${glyph(finding.severity)}${severityName[finding.severity][locale]}</span>
      <span class="title">${named(titleOf(finding.ruleId, texts, locale))}</span>
      <span class="category">${named(nameOfCategory(finding.category, locale))}</span>
    </h4>
    <div class="why">
      <p class="message" part="message">${shown(saidIn(finding, "message", texts, locale))}</p>
      ${
        finding.quote && lineOf(finding, view.utterances) === null
          ? html`<h5>${w.quote}</h5><p>「${shown(finding.quote)}」</p>`
          : nothing
      }
      ${finding.evidence.length ? html`<h5>${w.evidence}</h5>${evidenceList(view, finding)}` : nothing}
      ${verdict(view, finding)}
    </div>
    <div class="instead">
      <h5>${w.advice}</h5>
      <p class="advice" part="advice">${shown(saidIn(finding, "advice", texts, locale))}</p>
      ${
        finding.legalBasis.length
          ? html`<h5>${w.law}</h5>
              <p>${finding.legalBasis.map((cite) => html`<span class="cite">${shown(cite)}</span>`)}</p>
              <p class="small">${w.lawNote}</p>`
          : nothing
      }
      <h5>${w.confidence}</h5>
      <p class="confidence">
        <svg class="meter" width="72" height="6" aria-hidden="true">
          <rect class="track" width="100%" height="6" rx="3" /><rect width="${finding.confidence * 100}%" height="6" rx="3" />
        </svg>
        ${Math.round(finding.confidence * 100)}%
      </p>
    </div>
  </article>`;
}

function evidenceList(view: View, finding: Finding): TemplateResult {
  const { w, locale, texts, utterances } = view;
  const told = new Set<string>();
  const items = finding.evidence.filter((e) => {
    const key = `${e.utteranceIndex} ${e.span.start} ${e.span.end} ${nameOfCue(e.cue, texts, locale)}`;
    return told.has(key) ? false : told.add(key);
  });
  const item = (e: Evidence) => {
    const text = utterances[e.utteranceIndex]?.text;
    const quote = text?.slice(e.span.start, e.span.end) ?? "";
    const elsewhere = e.utteranceIndex !== finding.utteranceIndex;
    return html`<li>
      <button type="button" class="evidence" part="evidence" ?disabled=${text === undefined} @click=${() => view.goTo(e)}>
        <span class="cue">${named(nameOfCue(e.cue, texts, locale))}</span>
        ${quote && !e.cue.startsWith("word:") ? html`<q>${shown(quote.length > 40 ? `${quote.slice(0, 39)}…` : quote)}</q>` : nothing}
        ${elsewhere ? html`<span class="to">${w.toEvidence(e.utteranceIndex + 1)}</span>` : nothing}
      </button>
    </li>`;
  };
  return html`<ul class="evidences">${items.map(item)}</ul>`;
}

function verdict(view: View, finding: Finding): TemplateResult {
  const { w } = view;
  const decision = view.decisionOf(finding);
  if (decision)
    return html`<div class="actions decided" part="actions">
      <span>${decision.verdict === "confirmed" ? w.confirmed : w.dismissed}${
        decision.reason ? html`<span class="reason">${shown(decision.reason)}</span>` : nothing
      }</span>
      <button type="button" class="quiet" @click=${() => view.undo(finding)}>${w.undo}</button>
    </div>`;
  if (view.dismissing === finding.id) return whyForm(view, finding);
  return html`<div class="actions" part="actions">
    <button type="button" class="confirm" part="confirm" @click=${() => view.confirm(finding)}>${w.confirm}</button>
    <button type="button" class="dismiss" part="dismiss" @click=${() => view.askWhy(finding)}>${w.dismiss}</button>
  </div>`;
}

function whyForm(view: View, finding: Finding): TemplateResult {
  const { w } = view;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const own = String(data.get("own") ?? "").trim();
    view.dismiss(finding, own || String(data.get("why") ?? "") || w.otherReason);
  };
  // Whoever writes a reason of their own means "another reason".
  const choosesOther = (event: InputEvent) => {
    const other = (event.currentTarget as HTMLElement)
      .closest("form")
      ?.querySelector<HTMLInputElement>("input[value='']");
    if (other) other.checked = true;
  };
  const clearsOwn = (event: Event) => {
    const own = (event.currentTarget as HTMLElement)
      .closest("form")
      ?.querySelector<HTMLInputElement>("input[name=own]");
    if (own) own.value = "";
  };
  return html`<form
    class="reasons"
    @submit=${submit}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      view.askWhy(null);
    }}
  >
    <fieldset>
      <legend>${w.dismissWhy}</legend>
      ${w.reasons.map(
        (reason, i) =>
          html`<label><input type="radio" name="why" value=${reason} ?checked=${i === 0} @change=${clearsOwn} />${reason}</label>`,
      )}
      <label><input type="radio" name="why" value="" />${w.otherReason}</label>
      <input type="text" name="own" maxlength="200" aria-label=${w.otherReasonHint} placeholder=${w.otherReasonHint} @input=${choosesOther} />
    </fieldset>
    <div class="actions">
      <button type="submit" class="confirm">${w.save}</button>
      <button type="button" class="quiet" @click=${() => view.askWhy(null)}>${w.cancel}</button>
    </div>
  </form>`;
}
