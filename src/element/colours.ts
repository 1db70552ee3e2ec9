import { css } from "lit";

/**
 * The colours of the element and of the report page. Each can be set from outside (`--kikimimi-accent: …`); the rest
 * follow the page's `color-scheme`. Text on its ground keeps a contrast of 4.5:1 and more in both schemes.
 */
export const colours = css`
  :host, :root {
    --k-font: var(--kikimimi-font, "Hiragino Sans", "Hiragino Kaku Gothic ProN", "Noto Sans JP", "Noto Sans CJK JP", "BIZ UDPGothic", "Yu Gothic UI", Meiryo, system-ui, sans-serif);
    --k-ink: var(--kikimimi-ink, light-dark(#1f252b, #e4e7ea));
    --k-quiet: var(--kikimimi-ink-quiet, light-dark(#46505a, #bcc4cc));
    --k-soft: var(--kikimimi-ink-soft, light-dark(#5a6570, #9aa5b0));
    --k-surface: var(--kikimimi-surface, light-dark(#ffffff, #171b20));
    --k-ground: var(--kikimimi-ground, light-dark(#f6f6f3, #101317));
    --k-wash: var(--kikimimi-wash, light-dark(#f3f6fa, #1e252d));
    --k-edge: var(--kikimimi-edge, light-dark(#dfe2e4, #343c45));
    --k-accent: var(--kikimimi-accent, light-dark(#24548a, #8fb9ea));
    --k-on-accent: var(--kikimimi-on-accent, light-dark(#ffffff, #10151b));
    --k-good: var(--kikimimi-good, light-dark(#2f6b4f, #82c7a3));
    --k-agent: var(--kikimimi-agent, light-dark(#aebccb, #55677a));
    --k-customer: var(--kikimimi-customer, light-dark(#d9d3c5, #5c574c));
    --k-low: var(--kikimimi-low, light-dark(#51677c, #a5b9cc));
    --k-medium: var(--kikimimi-medium, light-dark(#8a5d00, #dfb455));
    --k-high: var(--kikimimi-high, light-dark(#b5421a, #f59a72));
    --k-critical: var(--kikimimi-critical, light-dark(#98123f, #ff8cab));
    --k-shadow: 0 1px 2px light-dark(rgb(20 30 40 / 6%), rgb(0 0 0 / 40%)), 0 4px 14px light-dark(rgb(20 30 40 / 7%), rgb(0 0 0 / 35%));
  }
  @media print {
    :host, :root { color-scheme: light; }
  }
`;
