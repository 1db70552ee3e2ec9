import { html, svg, type TemplateResult } from "lit";
import type { RiskLevel } from "../report/schema.js";

// Severity is told by shape first and by colour second: dash, ring, open triangle, full triangle, lozenge with a stroke.
const shapes: Record<RiskLevel, TemplateResult> = {
  none: svg`<path d="M3 8h10" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/>`,
  low: svg`<circle cx="8" cy="8" r="4.6" fill="none" stroke="currentColor" stroke-width="1.8"/>`,
  medium: svg`<path d="M8 2.8 14 13.2H2Z" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round"/>`,
  high: svg`<path d="M8 2 14.6 13.6H1.4Z" fill="currentColor" stroke="currentColor" stroke-linejoin="round"/>`,
  critical: svg`<path d="M8 .6 15.4 8 8 15.4.6 8Z" fill="currentColor"/><path d="M8 4.4v4.2M8 10.9v.6" stroke="var(--k-surface)" stroke-width="1.8" stroke-linecap="round"/>`,
};

/** The sign of a severity or risk level, in the present text colour. Decoration: the word stands beside it. */
export const glyph = (level: RiskLevel, size = 14): TemplateResult =>
  html`<svg class="glyph" viewBox="0 0 16 16" width=${size} height=${size} aria-hidden="true">${shapes[level]}</svg>`;

/** The same inside a picture, centred at a share of its width. */
export const glyphAt = (level: RiskLevel, percent: number, y: number, size = 13): TemplateResult =>
  svg`<svg x="${percent}%" y=${y} overflow="visible" class="at ${level}"><g transform="translate(${-size / 2} 0) scale(${size / 16})">${shapes[level]}</g></svg>`;
