/** How many rows beyond the screen are kept in the document, above and below it. */
const spare = 30;

/**
 * The rows of a long table that are in the document: those on the screen and some around them. Two spacers stand for
 * the rest, so that the scroll bar is true and a list of any length costs the same. On paper all rows are there.
 */
export class Pane {
  #from = 0;
  #rowHeight = 40;
  #screenful = 60;
  #all = false;

  constructor(private readonly draw: () => void) {
    addEventListener("scroll", () => this.follow(), { passive: true });
    addEventListener("resize", () => this.follow());
    addEventListener("beforeprint", () => this.#print(true));
    addEventListener("afterprint", () => this.#print(false));
  }

  /** What to draw of so many rows, and the heights in pixels of what is left out above and below. */
  of(count: number): { from: number; to: number; above: number; below: number } {
    if (this.#all) return { from: 0, to: count, above: 0, below: 0 };
    const from = Math.max(0, Math.min(this.#from, count - this.#screenful));
    const to = Math.min(count, from + this.#screenful);
    return { from, to, above: from * this.#rowHeight, below: (count - to) * this.#rowHeight };
  }

  /** Brings the pane to where the page is scrolled to. */
  follow(): void {
    const body = document.querySelector<HTMLTableSectionElement>("tbody.rows");
    const row = body?.rows[0];
    if (!body || !row || this.#all) return;
    const height = row.getBoundingClientRect().height;
    const top = document.querySelector("table.calls")?.getBoundingClientRect().top ?? 0;
    const screenful = Math.ceil(innerHeight / height) + 2 * spare;
    const from = Math.max(0, Math.floor(-top / height) - spare);
    const settled = height === this.#rowHeight && screenful === this.#screenful;
    if (settled && Math.abs(from - this.#from) < spare / 2) return;
    this.#from = from;
    this.#rowHeight = height;
    this.#screenful = screenful;
    this.draw();
  }

  #print(all: boolean): void {
    this.#all = all;
    this.draw();
  }
}
