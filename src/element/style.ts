import { css } from "lit";
import { colours } from "./colours.js";

/** Calm paper, one accent; colour is spent on severity only. */
export const style = css`
  ${colours}
  :host {
    display: block;
    container-type: inline-size;
    color: var(--k-ink);
    background: var(--k-surface);
    font-family: var(--k-font);
    font-size: var(--kikimimi-font-size, 0.9375rem);
    line-height: 1.75;
    line-break: strict;
    overflow-wrap: anywhere;
    text-align: start;
  }
  :host([hidden]) { display: none; }
  *, *::before, *::after { box-sizing: border-box; }
  h2, h3, h4, h5, p, ol, ul, dl, dd, fieldset { margin: 0; padding: 0; border: 0; }
  ol, ul { list-style: none; }
  .sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .glyph { flex: none; }
  .name { color: var(--k-soft); font-size: 0.8125em; }

  button { font: inherit; color: inherit; background: none; border: 1px solid var(--k-edge); border-radius: 6px; padding: 0.15em 0.8em; cursor: pointer; }
  button:hover { border-color: var(--k-accent); }
  button.quiet { border-color: transparent; color: var(--k-accent); padding: 0.1em 0.35em; text-decoration: underline; text-underline-offset: 0.25em; }
  button:disabled { cursor: default; opacity: 0.6; }
  :focus-visible { outline: 2px solid var(--k-accent); outline-offset: 2px; }

  header { display: flex; flex-wrap: wrap; gap: 0.75rem 2rem; align-items: center; justify-content: space-between; padding: 1.25rem 1.5rem 0.75rem; }
  h2 { font-size: 1.25em; font-weight: 600; line-height: 1.4; letter-spacing: 0.01em; }
  h3 { font-size: 0.8125em; font-weight: 600; color: var(--k-soft); letter-spacing: 0.04em; }
  .facts { display: flex; flex-wrap: wrap; gap: 0 1.25em; font-variant-numeric: tabular-nums; font-size: 0.9em; }
  .facts small { color: var(--k-soft); font-size: 0.875em; }
  .risk { display: flex; align-items: center; gap: 0.7em; padding: 0.35em 1em; border: 1px solid currentColor; border-radius: 8px; line-height: 1.3; }
  .risk .level { display: flex; flex-direction: column; }
  .risk .level .name { font-size: 0.6875em; }
  .risk .points b { font-size: 1.5em; font-weight: 600; font-variant-numeric: tabular-nums; }
  .risk .points span { font-size: 0.75em; color: var(--k-soft); }
  ::slotted(audio) { display: block; width: calc(100% - 3rem); margin: 0.25rem 1.5rem 0.5rem; height: 40px; }

  .timeline { display: grid; grid-template-columns: max-content 1fr; column-gap: 0.75rem; padding: 0.25rem 1.5rem 0.5rem; font-size: 0.75em; color: var(--k-soft); }
  .lanes { display: flex; flex-direction: column; padding-top: 20px; line-height: 17px; }
  .strip { display: block; overflow: visible; }
  .strip .rule { stroke: var(--k-edge); }
  .bar { fill: var(--k-agent); cursor: pointer; }
  .bar.customer { fill: var(--k-customer); }
  .bar.system { fill: var(--k-edge); }
  .bar:is(.low, .medium, .high, .critical) { fill: color-mix(in srgb, var(--tone) 62%, var(--k-surface)); }
  .bar.seen { stroke: var(--k-accent); stroke-width: 2; stroke-dasharray: 3 2; }
  .bar:hover { opacity: 0.75; }
  .sign { cursor: pointer; } .sign.on .at { stroke: var(--k-accent); stroke-width: 3; paint-order: stroke; }
  .head { stroke: var(--k-accent); stroke-width: 2; }
  .ticks { grid-column: 2; display: flex; justify-content: space-between; font-variant-numeric: tabular-nums; }
  .none { color: var(--k-soft); } .low { color: var(--k-low); } .medium { color: var(--k-medium); }
  .high { color: var(--k-high); } .critical { color: var(--k-critical); }

  .checklist { padding: 0.25rem 1.5rem 0.75rem; }
  .checklist ul { display: flex; flex-wrap: wrap; gap: 0.15em 1.5em; font-size: 0.875em; }
  .checklist li { display: flex; align-items: center; gap: 0.4em; }
  .checklist path { fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
  .checklist .passed svg { color: var(--k-good); }
  .checklist .failed { font-weight: 600; } .checklist .failed svg { color: var(--k-high); }
  .checklist .void { color: var(--k-soft); }
  .checklist .quiet { font-size: 0.875em; font-weight: 400; }

  .walk { position: sticky; top: var(--kikimimi-sticky-top, 0); z-index: 1; display: flex; flex-wrap: wrap; align-items: center; gap: 0.5em; padding: 0.5rem 1.5rem; background: var(--k-surface); border-block: 1px solid var(--k-edge); font-size: 0.875em; }
  .walk .count { font-weight: 600; } .walk .at { margin-inline-end: auto; color: var(--k-soft); font-variant-numeric: tabular-nums; }

  .about { padding: 1rem 1.5rem; border-bottom: 1px solid var(--k-edge); }
  .about-notes { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 0.25rem 1rem; align-items: start; padding-top: 0.35rem; }

  .lines { padding: 0.5rem 0 1.5rem; }
  .line { display: grid; grid-template-columns: 4.25rem 4.5rem minmax(0, 44rem); justify-content: start; column-gap: 0.75rem; padding: 0.4rem 1.5rem;  }
  .lines.with-notes .line { grid-template-columns: 4.25rem 4.5rem minmax(0, 1fr) clamp(14rem, 30cqi, 24rem); }
  .long .line { content-visibility: auto; contain-intrinsic-size: auto 3.25rem; }
  .line:focus { outline: none; }
  .line:focus-visible { outline: 2px solid var(--k-accent); outline-offset: -2px; }
  .line.playing { background: var(--k-wash); }
  .line.is-evidence { background: var(--k-wash); }
  .line.current { background: var(--k-wash); box-shadow: inset 3px 0 0 var(--k-accent); }
  .when { display: flex; justify-content: space-between; align-items: baseline; gap: 0.5em; font-size: 0.75em; line-height: 2.33; color: var(--k-soft); font-variant-numeric: tabular-nums; }
  button.time { border: 0; padding: 0 0.2em; color: var(--k-accent); text-decoration: underline; text-underline-offset: 0.25em; }
  .who { font-size: 0.8125em; line-height: 2.15; color: var(--k-soft); }
  .agent .who { color: var(--k-ink); font-weight: 600; }
  .words { white-space: pre-wrap; max-width: 44rem; }
  .customer .words { color: var(--k-quiet); }
  .system .words { color: var(--k-soft); font-style: italic; }

  .m { color: var(--k-ink); background: color-mix(in srgb, var(--tone) 11%, transparent); text-decoration: underline var(--tone) 2px; text-underline-offset: 0.32em; text-decoration-skip-ink: none; border-radius: 2px; cursor: pointer; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
  .m.low { text-decoration-style: dotted; } .m.medium { text-decoration-style: dashed; }
  .m.high { text-decoration-style: solid; } .m.critical { text-decoration-style: double; }
  .m.many { background: color-mix(in srgb, var(--tone) 20%, transparent); }
  .m.on { background: color-mix(in srgb, var(--tone) 26%, transparent); }
  .low { --tone: var(--k-low); } .medium { --tone: var(--k-medium); } .high { --tone: var(--k-high); } .critical { --tone: var(--k-critical); }
  .line.flagged { color: inherit; }
  .seen { box-shadow: 0 0 0 1.5px var(--k-accent); border-radius: 3px; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
  .seen:focus { background: color-mix(in srgb, var(--k-accent) 22%, transparent); outline: none; }
  .unseen::before { content: attr(data-code); font: 600 0.6875em/1.4 ui-monospace, monospace; color: var(--k-soft); border: 1px solid var(--k-edge); border-radius: 3px; padding: 0 0.3em; margin: 0 0.15em; text-decoration: none; display: inline-block; }

  .notes {
    display: flex;
    flex-direction: column;
    align-items: stretch;
    gap: 0.25rem;
    min-width: 0;
  }
  .severity { flex: none; color: var(--tone); font-weight: 600; white-space: nowrap; }
  .severity .glyph { vertical-align: -0.12em; margin-inline-end: 0.35em; }
  .note {
    display: flex;
    align-items: baseline;
    gap: 0.7em;
    text-align: start;
    color: var(--k-ink);
    background: var(--k-surface);
    border: 0;
    border-inline-start: 3px solid var(--tone);
    border-radius: 0 6px 6px 0;
    padding: 0.15em 0.7em;
    font-size: 0.875em;
    min-width: 0;
  }
  .note:hover { border-color: var(--tone); background: color-mix(in srgb, var(--tone) 9%, var(--k-surface)); }
  .note .title { flex: 1; min-width: 0; word-break: auto-phrase; }
  .note.open { background: color-mix(in srgb, var(--tone) 12%, var(--k-surface)); }
  .note.open .title { font-weight: 600; }
  .note.dismissed .title { text-decoration: line-through; color: var(--k-soft); }
  .verdict { flex: none; font-size: 0.8125em; border: 1px solid currentColor; border-radius: 99px; padding: 0 0.6em; color: var(--k-soft); }
  .confirmed .verdict { color: var(--k-good); }

  .details { grid-column: 3 / -1; min-width: 0; }
  .detail {
    display: none;
    grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr);
    gap: 0 2.25rem;
    margin: 0.5rem 0 0.6rem;
    padding: 0.75rem 1.25rem 1rem;
    background: var(--k-surface);
    border: 1px solid var(--k-edge);
    border-inline-start: 3px solid var(--tone);
    border-radius: 0 8px 8px 0;
    box-shadow: var(--k-shadow);
    font-size: 0.875em;
    color: var(--k-ink);
  }
  .detail.open { display: grid; }
  .detail h4 { grid-column: 1 / -1; display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 0.8em; font-size: 1.0625em; font-weight: 600; padding-bottom: 0.3rem; }
  .detail h4 .category { margin-inline-start: auto; font-size: 0.875em; font-weight: 400; color: var(--k-soft); }
  h5 { margin: 0.6rem 0 0.1rem; font-size: 0.8125em; font-weight: 600; color: var(--k-soft); letter-spacing: 0.04em; }
  .instead h5:first-child { margin-top: 0; }
  .advice { border-inline-start: 2px solid var(--k-good); padding-inline-start: 0.7em; }
  .cite { display: inline-block; margin-inline-end: 0.9em; }
  .small { color: var(--k-soft); font-size: 0.875em; }
  .evidences { display: flex; flex-direction: column; align-items: start; gap: 0.1rem; }
  .evidence { text-align: start; border: 0; border-radius: 4px; padding: 0.1em 0.4em; margin-inline-start: -0.4em; }
  .evidence:hover:enabled { background: var(--k-wash); }
  .evidence .cue { color: var(--k-soft); margin-inline-end: 0.3em; } .evidence q { quotes: "「" "」"; }
  .evidence .to { color: var(--k-accent); text-decoration: underline; text-underline-offset: 0.25em; white-space: nowrap; margin-inline-start: 0.4em; }
  .confidence { display: flex; align-items: center; gap: 0.6em; font-variant-numeric: tabular-nums; }
  .meter rect { fill: var(--k-accent); } .meter .track { fill: var(--k-edge); }
  .actions { display: flex; flex-wrap: wrap; gap: 0.5em; align-items: center; margin-top: 0.85rem; }
  .actions.decided { color: var(--k-soft); } .reason::before { content: ":"; } .reason { color: var(--k-ink); }
  .confirm { background: var(--k-accent); border-color: var(--k-accent); color: var(--k-on-accent); }
  .confirm:hover { filter: brightness(1.12); }
  .reasons { margin-top: 0.75rem; padding-top: 0.5rem; border-top: 1px solid var(--k-edge); }
  .reasons fieldset { display: flex; flex-wrap: wrap; gap: 0.25rem 1.4rem; align-items: center; } .reasons legend { font-weight: 600; padding: 0 0 0.25rem; }
  .reasons label { display: flex; gap: 0.5em; align-items: center; } .reasons input { accent-color: var(--k-accent); margin: 0; }
  .reasons input[type="text"] { flex: 1 1 14rem; font: inherit; color: inherit; background: var(--k-surface); border: 1px solid var(--k-soft); border-radius: 6px; padding: 0.2em 0.6em; }
  .missed { grid-column: 3 / -1; min-width: 0; font-size: 0.875em; } .missed li { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 0.7em; border-inline-start: 3px dashed var(--k-accent); padding: 0.15em 0.7em; margin-top: 0.25rem; }
  .missed .reason::before { content: none; } .missed .reason { color: var(--k-quiet); } .missed .verdict { color: var(--k-accent); } .missed-call .missed { padding: 0.5rem 1.5rem 0.25rem; }
  .who { display: flex; align-items: flex-start; justify-content: space-between; gap: 0.4em; }
  .plus { visibility: hidden; flex: none; width: 24px; height: 24px; padding: 0; margin-block: 0.1em; line-height: 1; font-size: 1rem; font-weight: 400; color: var(--k-accent); background: var(--k-surface); }
  .marking .plus, .plus:focus-visible { visibility: visible; } .line:has(.missed .mark-form) { background: var(--k-wash); }
  @media (hover: hover) { .line:hover .plus { visibility: visible; } }
  .mark-switch[aria-pressed="true"] { border-color: var(--k-accent); color: var(--k-accent); font-weight: 600; }
  .mark-bar { flex-basis: 100%; display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 0.8em; }
  .mark-form { display: flex; flex-wrap: wrap; align-items: end; gap: 0.5rem 0.9rem; margin: 0.4rem 0; padding: 0.6rem 0.9rem 0.75rem; background: var(--k-surface); border: 1px solid var(--k-edge); border-inline-start: 3px dashed var(--k-accent); border-radius: 0 8px 8px 0; }
  .mark-form label { display: flex; flex-direction: column; gap: 0.25rem; min-width: 0; max-width: 100%; } .mark-form label span { font-size: 0.8125em; color: var(--k-soft); } .mark-form .wide { flex: 1 1 14rem; } .mark-form .actions { margin: 0; }
  .mark-form :is(select, input) { font: inherit; color: inherit; background: var(--k-surface); border: 1px solid var(--k-soft); border-radius: 6px; padding: 0 0.6em; height: 2.2em; max-width: 100%; }
  .trail { font-size: 0.8125em; color: var(--k-soft); border-inline-start: 3px dashed var(--k-accent); padding-inline-start: 0.7em; }
  .empty { padding: 1.5rem; color: var(--k-soft); }

  @container (max-width: 56rem) {
    .lines .line, .lines.with-notes .line { grid-template-columns: 4.25rem 4.5rem minmax(0, 1fr); }
    .notes { grid-column: 3; } .notes:not(:empty) { padding-top: 0.15rem; }
  }
  @container (max-width: 46rem) {
    .detail { grid-template-columns: minmax(0, 1fr); } .instead h5:first-child { margin-top: 0.6rem; }
  }
  @container (max-width: 34rem) {
    header, .timeline, .checklist, .walk, .about, .lines .line, .missed-call .missed { padding-inline: 1rem; }
    .lines .line, .lines.with-notes .line { grid-template-columns: max-content 1fr; }
    .words, .notes, .details, .missed { grid-column: 1 / -1; }
  }
  @media (forced-colors: active) {
    .m { text-decoration-color: Highlight; } .bar { fill: GrayText; } .bar.agent { fill: CanvasText; }
  }
  @media print {
    :host { font-size: 9pt; background: none; }
    .walk button, .walk .at, .mark-bar, .mark-form, .plus, .missed button, .actions:not(.decided), .actions .quiet, .reasons, .trail, .notes, .about-notes, ::slotted(audio) { display: none; }
    .walk { position: static; } .line { content-visibility: visible; }
    .lines.with-notes .line { grid-template-columns: 3.4rem 3.6rem minmax(0, 1fr); } .words { max-width: none; }
    .detail { display: grid; box-shadow: none; break-inside: avoid; padding: 0.4rem 0.9rem 0.5rem; } .line:not(.flagged) { break-inside: avoid; } .words { break-after: avoid; }
    .m, .bar, .detail { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    .line.current, .line.is-evidence { background: none; box-shadow: none; } .seen { box-shadow: none; }
    .quiet { text-decoration: none; color: inherit; } .evidence .to { text-decoration: none; color: inherit; }
  }
`;
