import { css } from "lit";
import { colours } from "../colours.js";

export const pageStyle = css`
  ${colours}
  :root { color-scheme: light dark; --kikimimi-sticky-top: 0; }
  *, *::before, *::after { box-sizing: border-box; }
  body { margin: 0; background: var(--k-ground); color: var(--k-ink); font-family: var(--k-font); font-size: 0.9375rem; line-height: 1.7; line-break: strict; overflow-wrap: anywhere; }
  h1, h2, h3, p, dl, dd, ul { margin: 0; padding: 0; font-weight: 600; }
  p, dl, dd, ul { font-weight: 400; list-style: none; }
  #page { max-width: 88rem; margin: 0 auto; padding: 0 1.5rem 3rem; }
  a { color: var(--k-accent); text-underline-offset: 0.25em; }
  :focus-visible { outline: 2px solid var(--k-accent); outline-offset: 2px; }
  main:focus, h2:focus { outline: none; }
  .sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .skip { position: absolute; inset-inline-start: 1rem; top: -4rem; background: var(--k-surface); padding: 0.3em 1em; border-radius: 0 0 6px 6px; z-index: 5; }
  .skip:focus { top: 0; }
  button, select, input { font: inherit; color: inherit; background: var(--k-surface); border: 1px solid var(--k-edge); border-radius: 6px; padding: 0.2em 0.8em; }
  button { cursor: pointer; } button:hover:enabled { border-color: var(--k-accent); }
  select, input { border-color: var(--k-soft); padding: 0.3em 0.6em; max-width: 100%; }
  .soft { color: var(--k-soft); } .num { text-align: end; font-variant-numeric: tabular-nums; }
  .none { color: var(--k-soft); } .low { color: var(--k-low); } .medium { color: var(--k-medium); } .high { color: var(--k-high); } .critical { color: var(--k-critical); }

  .top { display: flex; align-items: center; justify-content: space-between; gap: 1rem; padding: 1.1rem 0; }
  h1 { font-size: 1.125rem; letter-spacing: 0.04em; } h1 a { color: inherit; text-decoration: none; } h1 a:hover { text-decoration: underline; }
  .languages { display: flex; } .languages button { border-radius: 0; font-size: 0.8125rem; } .languages button:first-child { border-radius: 6px 0 0 6px; } .languages button:last-child { border-radius: 0 6px 6px 0; border-inline-start: 0; }
  .languages [aria-pressed="true"] { background: var(--k-accent); color: var(--k-on-accent); border-color: var(--k-accent); }
  h2 { font-size: 1rem; letter-spacing: 0.02em; scroll-margin-top: 1rem; } h3 { font-size: 0.875rem; margin-bottom: 0.6rem; }

  .overview > h2 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .figures { display: grid; grid-template-columns: repeat(4, 1fr); background: var(--k-surface); border: 1px solid var(--k-edge); border-radius: 10px; }
  .figures > div { padding: 1rem 1.5rem 1.1rem; } .figures > div + div { border-inline-start: 1px solid var(--k-edge); }
  .figures dt { font-size: 0.8125rem; color: var(--k-soft); } .figures b { display: block; font-size: 2rem; font-weight: 500; line-height: 1.3; font-variant-numeric: tabular-nums; letter-spacing: -0.01em; }
  .figures dd span { font-size: 0.8125rem; color: var(--k-soft); font-variant-numeric: tabular-nums; }
  .charts { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1rem; margin-top: 1rem; }
  .chart { break-inside: avoid; background: var(--k-surface); border: 1px solid var(--k-edge); border-radius: 10px; padding: 1.1rem 1.5rem 1.25rem; margin-bottom: 1rem; }
  .chart table { width: 100%; border-collapse: collapse; font-size: 0.875rem; } .chart th { text-align: start; font-weight: 400; } .chart th.num { text-align: end; }
  .chart thead th { font-size: 0.75rem; color: var(--k-soft); }
  .chart td, .chart th { padding: 0.12rem 0; } .chart td.num { width: 3.2em; padding-inline-start: 0.6em; } .chart .barcell { width: 42%; padding-inline-start: 0.9em; line-height: 0; }
  .risks .barcell { width: 68%; } .agents .barcell { width: 30%; }
  .filter { display: inline-flex; align-items: center; gap: 0.45em; text-align: start; border: 0; background: none; padding: 0.05em 0.3em; margin-inline-start: -0.3em; }
  .filter:hover:enabled { text-decoration: underline; text-underline-offset: 0.25em; } .filter:disabled { cursor: default; } .filter .glyph { flex: none; }
  tr.category th { font-weight: 600; } tbody + tbody tr.category > * { padding-top: 0.55rem; } tr.rule .filter { margin-inline-start: 0.8em; color: var(--k-quiet); }
  .hbar rect { fill: var(--k-agent); } .hbar .category { fill: var(--k-accent); } .hbar .rule { fill: var(--k-agent); }
  .hbar .none { fill: var(--k-agent); } .hbar :is(.low, .medium, .high, .critical) { fill: color-mix(in srgb, currentColor 72%, var(--k-surface)); }
  .columns line { stroke: var(--k-edge); } .calm { fill: var(--k-agent); } rect.medium { fill: color-mix(in srgb, var(--k-medium) 55%, var(--k-surface)); } .severe { fill: color-mix(in srgb, var(--k-high) 85%, var(--k-surface)); }
  .chart h3 { display: flex; justify-content: space-between; align-items: baseline; } .chart h3 small { font-weight: 400; font-size: 0.75rem; color: var(--k-soft); } .axis { display: flex; justify-content: space-between; font-size: 0.75rem; color: var(--k-soft); font-variant-numeric: tabular-nums; }
  .legend { display: flex; flex-wrap: wrap; gap: 0 1.25em; font-size: 0.8125rem; } .legend li { display: flex; align-items: center; gap: 0.4em; }
  .chart details { font-size: 0.8125rem; margin-top: 0.4rem; } summary { cursor: pointer; color: var(--k-accent); width: max-content; } .scroll { max-height: 14rem; overflow: auto; }
  .more { margin-top: 0.6rem; font-size: 0.8125rem; }

  .list { background: var(--k-surface); border: 1px solid var(--k-edge); border-radius: 10px; padding: 1.1rem 0 0.5rem; }
  .listhead { display: flex; align-items: baseline; gap: 1em; padding: 0 1.5rem; } .listhead p { font-size: 0.875rem; color: var(--k-soft); font-variant-numeric: tabular-nums; }
  .filters { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: end; padding: 0.6rem 1.5rem 0.9rem; font-size: 0.875rem; }
  .filters label span { display: block; font-size: 0.75rem; color: var(--k-soft); } .filters input { width: 16rem; } .filters select { max-width: 16rem; }
  .nothing { padding: 1.5rem; color: var(--k-soft); }
  /* Fixed columns and one line a row: rows that come and go while scrolling must not move the rest. */
  .calls { width: 100%; border-collapse: collapse; font-size: 0.875rem; table-layout: fixed; }
  .calls thead .risk { width: 8.5rem; } .calls thead .id { width: 11rem; } .calls thead .when { width: 11.25rem; } .calls thead .agent { width: 7rem; } .calls thead .direction { width: 4.75rem; } .calls thead .num { width: 4.5rem; } .calls thead .signs { width: 9rem; } .calls thead .review { width: 5.25rem; }
  .calls thead th { position: sticky; top: 0; background: var(--k-surface); box-shadow: inset 0 -1px 0 var(--k-edge); text-align: start; font-size: 0.75rem; font-weight: 400; color: var(--k-soft); white-space: nowrap; }
  .calls thead .num, .calls thead .num button { text-align: end; } .calls thead button { border: 0; background: none; padding: 0.2em 0.3em; margin: 0 -0.3em; } .calls thead button:hover { color: var(--k-ink); text-decoration: underline; }
  .arrow { display: inline-block; width: 1.4em; margin-inline-start: 0.3em; font-size: 0.7em; } .calls [aria-sort="ascending"], .calls [aria-sort="descending"] { color: var(--k-ink); font-weight: 600; }
  .calls td, .calls th { padding: 0.42rem 0.6rem; vertical-align: baseline; } .calls tr > :first-child { padding-inline-start: 1.5rem; } .calls tr > :last-child { padding-inline-end: 1.5rem; }
  .calls .rows tr { cursor: pointer; border-top: 1px solid color-mix(in srgb, var(--k-edge) 60%, transparent); } 
  .calls .rows tr:hover, .calls .rows tr:focus-within { background: var(--k-wash); }
  .calls .id { text-align: start; font-weight: 600; } .calls .when, .calls .direction { white-space: nowrap; font-variant-numeric: tabular-nums; }
  .calls td.risk { white-space: nowrap; } .calls td.risk .glyph { vertical-align: -0.15em; } .calls td.risk .level { display: inline-block; min-width: 2.6em; margin-inline-start: 0.4em; font-weight: 600; } .calls td.risk .points { font-variant-numeric: tabular-nums; color: var(--k-soft); }
  .signs { white-space: nowrap; } .signs > span { display: inline-flex; align-items: center; gap: 0.25em; margin-inline-end: 0.75em; font-variant-numeric: tabular-nums; }
  .calls tbody.rows > tr > * { height: 2.5rem; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; } .calls .space { padding: 0; }

  .between { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem 1.25rem; padding: 0 0 0.9rem; font-size: 0.875rem; font-variant-numeric: tabular-nums; } .between .home { margin-inline-end: auto; } .off { color: var(--k-soft); text-decoration: line-through; text-decoration-color: var(--k-edge); }
  kikimimi-review { border: 1px solid var(--k-edge); border-radius: 10px; overflow: clip; }

  @media (max-width: 60rem) {
    #page { padding-inline: 0.75rem; } .charts { grid-template-columns: 1fr; } .figures { grid-template-columns: 1fr 1fr; } .figures > div:nth-child(3) { border-inline-start: 0; } .figures > div:nth-child(n + 3) { border-top: 1px solid var(--k-edge); }
    .calls .direction, .calls .when { display: none; }
  }
  @media (max-width: 40rem) { .calls thead .risk { width: 7.5rem; } .calls thead .id { width: auto; } .calls thead .main { width: 45%; } .calls tr > :first-child, .filters, .listhead { padding-inline-start: 1rem; } .calls td.risk .points { display: none; } .calls td.num, .calls th.num, .calls .agent, .calls .signs { display: none; } .filters input, .filters select { width: 100%; max-width: none; } .filters label { flex: 1 1 100%; } }
  @media print {
    @page { margin: 14mm 12mm; }
    body { background: none; font-size: 9pt; } #page { padding: 0; max-width: none; }
    .skip, .languages, .filters, .between, .more, .chart details, .arrow { display: none; }
    .list, .chart, .figures { border-color: #999; } .calls thead th { position: static; } .calls tbody.rows > tr > * { height: auto; white-space: normal; overflow: visible; } .calls tr { break-inside: avoid; } a { color: inherit; text-decoration: none; }
    rect, svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; } kikimimi-review { border: 0; }
  }
`;
