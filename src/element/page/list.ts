import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import type { CallRow } from "../../report/html.js";
import {
  directionName,
  levelName,
  levels,
  nameOfCategory,
  severities,
  severityName,
  titleOf,
} from "../../report/names.js";
import type { RiskLevel } from "../../report/schema.js";
import { clock, moment } from "../../report/time.js";
import { isMissed } from "../decisions.js";
import { glyph } from "../glyph.js";
import { named, shown } from "../text.js";
import { type Column, noFilter } from "./choose.js";
import type { Page } from "./page.js";
import { byAgent, byCategory } from "./tally.js";

/** The calls as a table that sorts and filters. Only the rows near the screen are drawn. */
export function list(page: Page): TemplateResult {
  const { w, chosen, rows } = page;
  const columns: [Column | null, string, string][] = [
    ["risk", w.risk, "risk"],
    ["callId", w.callId, "id"],
    ["startedAt", w.startedAt, "when"],
    ["agent", w.agent, "agent"],
    ["direction", w.direction, "direction"],
    ["length", w.length, "num"],
    ["findings", w.findings, "signs"],
    [null, w.main, "main"],
    [null, w.review, "num review"],
  ];
  const head = ([column, name, kind]: [Column | null, string, string]) => {
    if (!column) return html`<th scope="col" class=${kind}>${name}</th>`;
    const on = page.order.column === column;
    return html`<th scope="col" class=${kind} aria-sort=${on ? (page.order.descending ? "descending" : "ascending") : "none"}>
      <button type="button" @click=${() => page.sort(column)}>${name}<span class="arrow" aria-hidden="true">${on ? (page.order.descending ? "▼" : "▲") : ""}</span></button>
    </th>`;
  };
  const { from, to, above, below } = page.pane.of(chosen.length);
  const spacer = (height: number) =>
    height
      ? html`<tbody aria-hidden="true"><tr><td class="space" .style=${`height: ${height}px`}></td></tr></tbody>`
      : nothing;
  return html`<section class="list" aria-labelledby="list" id="calls">
    <div class="listhead"><h2 id="list" tabindex="-1">${w.list}</h2><p role="status">${w.shown(chosen.length, rows.length)}</p></div>
    ${guard([page.locale, page.filtered], () => filters(page))}
    ${
      chosen.length
        ? html`<div class="tablewrap"><table class="calls" aria-labelledby="list" aria-rowcount=${chosen.length + 1}>
            <thead><tr>${columns.map(head)}</tr></thead>
            ${spacer(above)}
            <tbody class="rows">${repeat(
              chosen.slice(from, to),
              (i) => i,
              (i, at) => guard([i, from + at, page.locale, page.kept.of(i)], () => row(page, i, from + at)),
            )}</tbody>
            ${spacer(below)}
          </table></div>`
        : html`<p class="nothing">${w.nothing}</p>`
    }
  </section>`;
}

function row(page: Page, index: number, at: number): TemplateResult {
  const { w, locale, texts } = page;
  const call = page.rows[index] as CallRow;
  const { level, score, findings } = call;
  const worst = severities.flatMap((s) => findings.filter((f) => f.severity === s))[0];
  const title = worst ? named(titleOf(worst.ruleId, texts, locale)) : "–";
  const kept = page.kept.of(index);
  const missed = kept.filter(isMissed).length;
  const review = [
    ...(findings.length ? [w.reviewed(kept.length - missed, findings.length)] : []),
    ...(missed ? [w.added(missed)] : []),
  ];
  return html`<tr aria-rowindex=${at + 2} @click=${(e: MouseEvent) => page.openRow(e, index)}>
    <td class="risk ${level}">${glyph(level)}<span class="level">${levelName[level][locale]}</span><span class="points">${Math.round(score)}</span></td>
    <th scope="row" class="id"><a href="#/call/${index + 1}">${shown(call.callId)}</a></th>
    <td class="when">${call.startedAt ? moment(call.startedAt, locale) : "–"}</td>
    <td class="agent">${call.agent ? shown(call.agent) : "–"}</td>
    <td class="direction">${directionName[call.direction][locale]}</td>
    <td class="num">${call.lengthMs === null ? "–" : clock(call.lengthMs)}</td>
    <td class="signs">${severities.map((s) => {
      const n = findings.filter((f) => f.severity === s).length;
      return n
        ? html`<span class=${s}>${glyph(s, 12)}<span class="sr">${severityName[s][locale]} </span>${n}</span>`
        : nothing;
    })}</td>
    <td class="main" title=${title}>${title}</td>
    <td class="num soft">${review.join(" ") || "–"}</td>
  </tr>`;
}

function filters(page: Page): TemplateResult {
  const { w, locale, texts, filtered } = page;
  const agents = byAgent(page.rows)
    .map((a) => a.agent)
    .sort(new Intl.Collator("ja").compare);
  const value = (e: Event) => (e.currentTarget as HTMLSelectElement | HTMLInputElement).value;
  const level = filtered.level ? `${filtered.only ? "=" : ""}${filtered.level}` : "";
  const setLevel = (v: string) =>
    page.filter({ ...filtered, level: (v.replace("=", "") || null) as RiskLevel | null, only: v.startsWith("=") });
  const option = (v: string, name: string, now: string) =>
    html`<option value=${v} ?selected=${v === now}>${name}</option>`;
  const isFiltered = filtered.text || filtered.level || filtered.rule || filtered.agent !== null;
  return html`<form class="filters" role="search" aria-label=${w.list} @submit=${(e: Event) => e.preventDefault()}>
    <label><span>${w.search}</span><input type="search" placeholder=${w.searchHint} .value=${filtered.text} @input=${(e: Event) => page.filter({ ...filtered, text: value(e) })} /></label>
    <label><span>${w.risk}</span><select .value=${level} @change=${(e: Event) => setLevel(value(e))}>
      ${option("", w.any, level)}
      ${levels.slice(0, -1).map((l) => option(l, l === "critical" ? levelName[l][locale] : w.orMore(levelName[l][locale]), level))}
      ${filtered.only && filtered.level ? option(level, levelName[filtered.level][locale], level) : nothing}
    </select></label>
    <label><span>${w.rule}</span><select .value=${filtered.rule ?? ""} @change=${(e: Event) => page.filter({ ...filtered, rule: value(e) || null })}>
      ${option("", w.any, filtered.rule ?? "")}
      ${byCategory(page.rows).map(
        (c) => html`<optgroup label=${named(nameOfCategory(c.category, locale))}>
          ${option(c.category, `${named(nameOfCategory(c.category, locale))}(${w.any})`, filtered.rule ?? "")}
          ${c.rules.map((r) => option(r.ruleId, named(titleOf(r.ruleId, texts, locale)), filtered.rule ?? ""))}
        </optgroup>`,
      )}
    </select></label>
    ${
      agents.length
        ? html`<label><span>${w.agent}</span><select .value=${filtered.agent ?? ""} @change=${(e: Event) => page.filter({ ...filtered, agent: value(e) || null })}>
            ${option("", w.any, filtered.agent ?? "")} ${agents.map((a) => option(a, named(a), filtered.agent ?? ""))}
          </select></label>`
        : nothing
    }
    ${isFiltered ? html`<button type="button" @click=${() => page.filter(noFilter)}>${w.clear}</button>` : nothing}
  </form>`;
}
