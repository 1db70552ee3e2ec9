import { html, nothing, svg, type TemplateResult } from "lit";
import { levelName, levels, nameOfCategory, titleOf } from "../../report/names.js";
import type { RiskLevel } from "../../report/schema.js";
import { moment } from "../../report/time.js";
import { glyph } from "../glyph.js";
import { named, shown } from "../text.js";
import { noFilter } from "./choose.js";
import type { Page } from "./page.js";
import { byAgent, byCategory, byLevel, isSevere, overTime, type TimeTally } from "./tally.js";

/** What the calls look like as a whole. Every bar stands beside its number; each filters the list below. */
export function overview(page: Page): TemplateResult {
  const { rows, w } = page;
  const findings = rows.reduce((n, r) => n + r.findings.length, 0);
  const withFindings = rows.filter((r) => r.findings.length).length;
  const severe = rows.filter((r) => isSevere(r.level)).length;
  const share = (n: number) => w.ofAll(percent(n, rows.length));
  const figure = (name: string, value: number, note?: string) =>
    html`<div><dt>${name}</dt><dd><b>${value.toLocaleString("ja")}</b>${note ? html`<span>${note}</span>` : nothing}</dd></div>`;
  return html`<section class="overview" aria-labelledby="overview">
    <h2 id="overview">${w.overview}</h2>
    <dl class="figures">
      ${figure(w.calls, rows.length, period(page))}
      ${figure(w.severe, severe, share(severe))}
      ${figure(w.callsWith, withFindings, share(withFindings))}
      ${figure(w.findings, findings, w.perCall((findings / (rows.length || 1)).toFixed(1)))}
    </dl>
    <div class="charts">
      <div>${risks(page)} ${trend(page)} ${agents(page)}</div>
      <div>${rules(page)}</div>
    </div>
  </section>`;
}

const percent = (n: number, all: number) => `${all ? Math.round((n / all) * 100) : 0}%`;

function period({ rows, locale }: Page): string {
  const days = rows.flatMap((r) => (r.startedAt ? [r.startedAt] : [])).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return "";
  const day = (iso: string) => moment(iso, locale).split(" ")[0] ?? "";
  return day(first) === day(last) ? day(first) : `${day(first)} – ${day(last)}`;
}

const bar = (value: number, most: number, kind = "") =>
  html`<svg class="hbar" height="10" width="100%" aria-hidden="true"><rect class=${kind} width="${(value / (most || 1)) * 100}%" height="10" rx="2"></rect></svg>`;

function risks(page: Page): TemplateResult {
  const { rows, w, locale } = page;
  const counts = byLevel(rows);
  const most = Math.max(...Object.values(counts));
  const row = (level: RiskLevel) => {
    const name = levelName[level][locale];
    return html`<tr>
      <th scope="row"><button type="button" class="filter ${level}" title=${w.showOnly(name)} ?disabled=${!counts[level]}
        @click=${() => page.filter({ ...noFilter, level, only: true }, true)}>${glyph(level)}<span>${name}</span></button></th>
      <td class="barcell">${bar(counts[level], most, level)}</td>
      <td class="num">${counts[level]}</td>
      <td class="num soft">${percent(counts[level], rows.length)}</td>
    </tr>`;
  };
  return html`<section class="chart risks"><h3 id="by-risk">${w.byRisk}</h3>
    <table aria-labelledby="by-risk"><thead class="sr"><tr><th scope="col">${w.risk}</th><td></td><th scope="col">${w.number}</th><th scope="col">${w.share}</th></tr></thead>
    <tbody>${levels.map(row)}</tbody></table></section>`;
}

function rules(page: Page): TemplateResult | typeof nothing {
  const { w, locale, texts } = page;
  const categories = byCategory(page.rows);
  if (!categories.length) return nothing;
  const most = Math.max(...categories.map((c) => c.findings));
  const counts = categories.flatMap((c) => c.rules.map((r) => r.findings)).sort((a, b) => b - a);
  // The rules that are met most; all of them at a press.
  const least = page.showsAll("rules") ? 0 : (counts[13] ?? 0);
  const line = (id: string, name: string, findings: number, kind: string) => html`<tr class=${kind}>
    <th scope="row"><button type="button" class="filter" title=${w.showOnly(named(name))} @click=${() => page.filter({ ...noFilter, rule: id }, true)}>${named(name)}</button></th>
    <td class="barcell">${bar(findings, most, kind)}</td><td class="num">${findings}</td>
  </tr>`;
  return html`<section class="chart rules"><h3 id="by-rule">${w.byRule}</h3>
    <table aria-labelledby="by-rule"><thead class="sr"><tr><th scope="col">${w.rule}</th><td></td><th scope="col">${w.number}</th></tr></thead>
    ${categories.map(
      (c) => html`<tbody>
        ${line(c.category, nameOfCategory(c.category, locale), c.findings, "category")}
        ${c.rules.filter((r) => r.findings >= least).map((r) => line(r.ruleId, titleOf(r.ruleId, texts, locale), r.findings, "rule"))}
      </tbody>`,
    )}</table>${counts.some((n) => n < least) ? more(page, "rules", counts.length) : nothing}</section>`;
}

const more = (page: Page, what: "rules" | "agents", all: number) =>
  html`<button type="button" class="more" @click=${() => page.showAll(what)}>${page.w.showAll(all)}</button>`;

function agents(page: Page): TemplateResult | typeof nothing {
  const { w } = page;
  const all = byAgent(page.rows);
  if (!all.length) return nothing;
  const listed = page.showsAll("agents") ? all : all.slice(0, 12);
  const most = Math.max(...all.map((a) => a.findings / a.calls));
  return html`<section class="chart agents"><h3 id="by-agent">${w.byAgent}</h3>
    <table aria-labelledby="by-agent">
      <thead><tr><th scope="col">${w.agent}</th><th scope="col" class="num">${w.calls}</th><th scope="col" class="num">${w.severeShort}</th><th scope="col" colspan="2" class="num">${w.average}</th></tr></thead>
      <tbody>${listed.map(
        (a) => html`<tr>
          <th scope="row"><button type="button" class="filter" title=${w.showOnly(named(a.agent))} @click=${() => page.filter({ ...noFilter, agent: a.agent }, true)}>${shown(a.agent)}</button></th>
          <td class="num">${a.calls}</td><td class="num">${a.severe}</td>
          <td class="barcell">${bar(a.findings / a.calls, most)}</td><td class="num">${(a.findings / a.calls).toFixed(1)}</td>
        </tr>`,
      )}</tbody>
    </table>
    ${listed.length < all.length ? more(page, "agents", all.length) : nothing}</section>`;
}

const bands: [string, readonly RiskLevel[]][] = [
  ["calm", ["none", "low"]],
  ["medium", ["medium"]],
  ["severe", ["high", "critical"]],
];

function trend(page: Page): TemplateResult | typeof nothing {
  const { w, locale } = page;
  const times = overTime(page.rows);
  if (times.length < 2) return nothing;
  const most = Math.max(...times.map((t) => t.total));
  const height = 128;
  const step = 100 / times.length;
  const name = times[0]?.period.length === 7 ? w.overTimeMonths : w.overTime;
  const inBand = (t: TimeTally, of: readonly RiskLevel[]) => of.reduce((n, l) => n + t.calls[l], 0);
  const labels = bands.map(([, of]) =>
    of
      .map((l) => levelName[l][locale])
      .reverse()
      .join("・"),
  );
  const column = (t: TimeTally, i: number) => {
    let y = height;
    return svg`<g><title>${t.period}: ${t.total}</title>${bands.map(([kind, of]) => {
      const h = (inBand(t, of) / most) * height;
      y -= h;
      return svg`<rect class=${kind} x="${i * step + step * 0.14}%" width="${step * 0.72}%" y=${y} height=${h}></rect>`;
    })}</g>`;
  };
  return html`<section class="chart trend"><h3>${name}<small>${w.most(most)}</small></h3>
    <svg class="columns" height=${height + 1} width="100%" role="img" aria-label=${name}>${times.map(column)}<line x2="100%" y1=${height + 0.5} y2=${height + 0.5}></line></svg>
    <div class="axis" aria-hidden="true"><span>${times[0]?.period}</span><span>${times.at(-1)?.period}</span></div>
    <ul class="legend" aria-hidden="true">${bands.map(([kind], i) => html`<li><svg width="12" height="12"><rect class=${kind} width="12" height="12"></rect></svg>${labels[i]}</li>`).reverse()}</ul>
    <details><summary>${w.asTable}</summary><div class="scroll" tabindex="0" role="region" aria-label=${name}><table>
      <thead><tr><th scope="col">${w.period}</th>${labels.map((l) => html`<th scope="col" class="num">${l}</th>`)}</tr></thead>
      <tbody>${times.map((t) => html`<tr><th scope="row">${t.period}</th>${bands.map(([, of]) => html`<td class="num">${inBand(t, of)}</td>`)}</tr>`)}</tbody>
    </table></div></details></section>`;
}
