import { html, nothing, type TemplateResult } from "lit";
import { isCallLevel } from "../evaluation/score.js";
import { nameOfCategory, titleOf } from "../report/names.js";
import type { Missed } from "./decisions.js";
import { named, shown } from "./text.js";
import type { View } from "./view.js";

/** The bar that begins and ends marking. */
export function markBar(view: View): TemplateResult {
  const { w, marking } = view;
  const switcher = html`<button type="button" class="mark-switch" aria-pressed=${marking} @click=${() => view.mark(!marking)}>${w.mark}</button>`;
  if (!marking) return switcher;
  return html`${switcher}
    <p class="mark-bar">
      <span>${w.markHint}</span>
      <button type="button" class="quiet" @click=${() => view.markAt("call")}>${w.markCall}</button>
      <button type="button" class="quiet" @click=${() => view.mark(false)}>${w.markDone}</button>
    </p>`;
}

/**
 * The button by which an agent's line is marked. Unless marking was begun it shows under the pointer only, so that the
 * keyboard goes from finding to finding.
 */
export function markButton(view: View, index: number): TemplateResult {
  const name = view.w.markLine(index + 1);
  return html`<button type="button" class="plus" part="mark-missed" tabindex=${view.marking ? 0 : -1} aria-label=${name} title=${name}
    @click=${() => view.markAt(index)} @keydown=${toNext}>+</button>`;
}

/** Up and down lead from line to line. */
function toNext(event: KeyboardEvent): void {
  if (event.altKey || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
  const button = event.currentTarget as HTMLElement;
  const all = [...(button.closest(".lines")?.querySelectorAll<HTMLElement>(".plus") ?? [])];
  const next = all[all.indexOf(button) + (event.key === "ArrowDown" ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** What was added at a line, or (`call`) to the call as a whole, and the form that adds to it. */
export function missedAt(view: View, place: number | "call"): TemplateResult | typeof nothing {
  const { w, locale, texts } = view;
  const here = view.missed.filter((m) => (m.utteranceIndex ?? "call") === place);
  const form = view.markingAt === place ? markForm(view, place) : nothing;
  if (!here.length && form === nothing) return nothing;
  const item = (missed: Missed) => {
    const title = named(titleOf(missed.ruleId, texts, locale));
    return html`<li>
      <span class="verdict">${w.missed}</span> <span class="title">${title}</span>
      ${missed.note ? html`<span class="reason">${shown(missed.note)}</span>` : nothing}
      <button type="button" class="quiet" aria-label=${w.removeOf(title)} @click=${() => view.remove(missed)}>${w.remove}</button>
    </li>`;
  };
  return html`<div class="missed" part="missed">${here.length ? html`<ul>${here.map(item)}</ul>` : nothing}${form}</div>`;
}

function markForm(view: View, place: number | "call"): TemplateResult {
  const { w } = view;
  const utteranceIndex = place === "call" ? null : place;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const [ruleId, note] = [String(data.get("rule") ?? "").trim(), String(data.get("note") ?? "").trim()];
    if (ruleId) view.add({ verdict: "missed", ruleId, utteranceIndex, ...(note ? { note } : {}) });
  };
  return html`<form
    class="mark-form"
    aria-label=${utteranceIndex === null ? w.missedCall : w.missedAt(utteranceIndex + 1)}
    @submit=${submit}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      view.markAt(null);
    }}
  >
    <label><span>${w.rule}</span>${ruleField(view, place)}</label>
    <label class="wide"><span>${w.note}</span><input type="text" name="note" maxlength="200" autocomplete="off" /></label>
    <div class="actions">
      <button type="submit" class="confirm">${w.add}</button>
      <button type="button" class="quiet" @click=${() => view.markAt(null)}>${w.cancel}</button>
    </div>
  </form>`;
}

/** The rules that can be met at this place and are not there already; where none are known, their id is written. */
function ruleField({ texts, w, locale, findings, missed }: View, place: number | "call"): TemplateResult {
  const there = [...findings, ...missed].filter((f) => (f.utteranceIndex ?? "call") === place).map((f) => f.ruleId);
  const ids = Object.keys(texts.rules ?? {}).filter(
    (id) => isCallLevel(id) === (place === "call") && !there.includes(id),
  );
  if (!ids.length)
    return html`<input type="text" name="rule" required pattern="[a-z0-9\\-]+/[a-z0-9\\-]+" placeholder="category/rule" autocomplete="off" />`;
  const groups = grouped(ids);
  return html`<select name="rule" required>
    <option value="">${w.chooseRule}</option>
    ${[...groups].map(
      ([category, rules]) => html`<optgroup label=${named(nameOfCategory(category, locale))}>
        ${rules.map((id) => html`<option value=${id}>${named(titleOf(id, texts, locale))}</option>`)}
      </optgroup>`,
    )}
  </select>`;
}

const categoryOf = (ruleId: string) => ruleId.split("/")[0] ?? ruleId;

function grouped(ids: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const id of ids) groups.set(categoryOf(id), [...(groups.get(categoryOf(id)) ?? []), id]);
  return groups;
}
