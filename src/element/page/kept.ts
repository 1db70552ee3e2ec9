import type { CallRow } from "../../report/html.js";
import type { Decision } from "../decisions.js";

/**
 * The reviewer's decisions, kept in this browser so that closing the page loses nothing. The key is made of the calls,
 * so that another report does not take them up. Without storage (a locked-down browser) they last as long as the page.
 */
export class Kept {
  readonly #key: string;
  readonly #decisions = new Map<number, readonly Decision[]>();

  constructor(rows: readonly CallRow[]) {
    let hash = 0;
    for (const row of rows)
      for (const part of [row.callId, ...row.findings.map((f) => f.id)])
        for (let i = 0; i < part.length; i++) hash = (Math.imul(hash, 31) + part.charCodeAt(i)) | 0;
    this.#key = `kikimimi ${rows.length} ${hash >>> 0}`;
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.#key) ?? "[]");
      if (Array.isArray(kept)) for (const [call, decisions] of kept) this.#decisions.set(call, decisions);
    } catch {}
  }

  of(call: number): readonly Decision[] {
    return this.#decisions.get(call) ?? [];
  }

  set(call: number, decisions: readonly Decision[]): void {
    this.#decisions.set(call, decisions);
    try {
      localStorage.setItem(this.#key, JSON.stringify([...this.#decisions]));
    } catch {}
  }
}
