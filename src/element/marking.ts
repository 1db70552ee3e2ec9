import type { ReactiveControllerHost } from "lit";

/** Whether lines offer to be marked as missed, and the place at which a mark is being written. */
export class Marking {
  #on = false;
  #at: number | "call" | null = null;

  constructor(private readonly host: ReactiveControllerHost & { readonly renderRoot: ParentNode }) {}

  get on(): boolean {
    return this.#on;
  }
  get at(): number | "call" | null {
    return this.#at;
  }

  /** Begins with the focus at the first line, ends with it where it began. */
  set(on: boolean): void {
    this.#on = on;
    this.#at = null;
    this.#focus(on ? ".plus" : ".mark-switch");
  }

  /** Opens the form of a place; null leaves the one that is open. */
  open(place: number | "call" | null): void {
    const left = this.#at;
    this.#at = place;
    this.#focus(place === null ? comeFrom(left) : ".mark-form :is(select, input)");
  }

  /** After an entry was added to a place or taken from it. */
  done(place: number | null): void {
    this.#at = null;
    const here = place === null ? ".missed-call" : `#line-${place}`;
    this.#focus(`${here} .missed button`, this.#on ? comeFrom(place ?? "call") : ".mark-switch");
  }

  /** Another call begins. */
  reset(): void {
    this.#on = false;
    this.#at = null;
  }

  /** What had the focus may be gone: it goes to the first of these that is there. */
  async #focus(...selectors: string[]): Promise<void> {
    this.host.requestUpdate();
    await this.host.updateComplete;
    for (const selector of selectors) {
      const target = this.host.renderRoot.querySelector<HTMLElement>(selector);
      if (target) return target.focus();
    }
  }
}

const comeFrom = (place: number | "call" | null) =>
  typeof place === "number" ? `#line-${place} .plus` : ".mark-bar button";
