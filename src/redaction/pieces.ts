import type { Found, Line } from "./line.js";
import { type NumberRun, numbersIn } from "./numerals.js";

/** Fewer digits than this, over several turns, are no number that tells who someone is. */
const ENOUGH = 7;

/** Numbers that are said a few digits at a time, with はい and ええ of the other side in between. */
export class Pieces {
  #open: { line: number; runs: NumberRun[] }[] = [];
  #between = 0;
  readonly #found: { line: number; found: Found[]; digits: string }[] = [];

  next(line: Line, here: readonly Found[]): void {
    if (line.speaker !== "customer") {
      // A back-channel or the digits again; anything longer ends the number.
      if (++this.#between > 2 || line.text.length > 24) this.#close();
      return;
    }
    const runs = numbersIn(line).filter(
      (r) => !r.unit && !r.spoken && r.digits.length >= 1 && (!r.doubtful || r.count > 1),
    );
    const said = runs.reduce((n, r) => n + r.to - r.from, 0);
    if (runs.length && said * 2 >= line.text.length - 6) {
      this.#open.push({ line: line.index, runs });
      this.#between = 0;
    } else if (line.text.length > 6 && !here.length) this.#close();
  }

  /** What the pieces add to what was found line by line. */
  found(): readonly { line: number; found: Found[]; digits: string }[] {
    this.#close();
    return this.#found;
  }

  #close(): void {
    const digits = this.#open.flatMap((o) => o.runs.map((r) => r.digits)).join("");
    if (this.#open.length > 1 && digits.length >= ENOUGH)
      for (const { line, runs } of this.#open)
        this.#found.push({
          line,
          found: runs.map(({ from, to }) => ({ from, to, kind: "number" })),
          digits: digits.slice(0, 64),
        });
    this.#open = [];
    this.#between = 0;
  }
}
