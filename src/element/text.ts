import { html, nothing, type TemplateResult } from "lit";

// Marks that reorder or hide neighbouring text, line separators and control characters: a transcript may carry them,
// and a reviewer must see that they are there without the page being turned around by them.
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;
const unseenOnes = new RegExp(unseen, "gu");

const codeOf = (character: string) => `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

/** Text from outside, drawn so that invisible characters show as their code and have no effect beyond themselves. */
export function shown(text: string): TemplateResult | string | typeof nothing {
  if (text === "") return nothing;
  if (!unseen.test(text)) return text;
  const parts: (string | TemplateResult)[] = [];
  let from = 0;
  for (const match of text.matchAll(unseenOnes)) {
    parts.push(text.slice(from, match.index));
    parts.push(html`<bdi class="unseen" data-code=${codeOf(match[0])}>${match[0]}</bdi>`);
    from = match.index + 1;
  }
  parts.push(text.slice(from));
  return html`<bdi>${parts}</bdi>`;
}

/** The same for places that hold text only, such as an accessible name: the code in the place of the character. */
export const named = (text: string): string => text.replace(unseenOnes, codeOf);
