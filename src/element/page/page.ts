import { html, nothing, render, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import type { Locale } from "../../report/build.js";
import type { CallRow, PageCall, PageData } from "../../report/html.js";
import type { ReviewTexts } from "../../report/texts.js";
import { KikimimiReview } from "../index.js";
import { type Column, choose, type Filter, noFilter, type Order } from "./choose.js";
import { Kept } from "./kept.js";
import { list } from "./list.js";
import { overview } from "./overview.js";
import { Pane } from "./pane.js";
import { type PageWords, pageWords } from "./words.js";

/** The report page: the overview and the list, or one call. What is shown is in the address, so that "back" works. */
export class Page {
  readonly rows: readonly CallRow[];
  readonly texts: ReviewTexts;
  readonly kept: Kept;
  locale: Locale;
  filtered: Filter = noFilter;
  order: Order = { column: "risk", descending: true };
  /** The rows that fit the filter, in order. */
  chosen: number[] = [];
  /** The part of them that is in the document. */
  readonly pane = new Pane(() => this.#render());
  /** Tables of the overview that were unfolded. */
  #unfolded: readonly string[] = [];
  #open: number | null = null;
  #listScroll = 0;

  constructor(
    data: PageData,
    private readonly blocks: ArrayLike<Element>,
    private readonly root: HTMLElement,
  ) {
    this.rows = data.rows;
    this.texts = data.texts;
    this.locale = data.locale;
    this.kept = new Kept(data.rows);
    this.#choose();
    root.replaceChildren();
    addEventListener("hashchange", () => this.#route());
    this.#route();
  }
  get w(): PageWords {
    return pageWords[this.locale];
  }

  filter(filter: Filter, goToList = false): void {
    this.filtered = filter;
    this.#choose();
    this.#render();
    if (goToList) {
      const heading = this.root.querySelector<HTMLElement>("#list");
      heading?.focus({ preventScroll: true });
      heading?.scrollIntoView();
    }
  }

  sort(column: Column): void {
    const first = column === "risk" || column === "findings" || column === "length";
    const descending = this.order.column === column ? !this.order.descending : first;
    this.order = { column, descending };
    this.#choose();
    this.#render();
  }

  showAll(table: "rules" | "agents"): void {
    this.#unfolded = [...this.#unfolded, table];
    this.#render();
  }

  showsAll(table: "rules" | "agents"): boolean {
    return this.#unfolded.includes(table);
  }

  /** A click anywhere on a row opens its call, unless it was made on the link or ends a selection of text. */
  openRow(event: MouseEvent, index: number): void {
    if ((event.target as Element).closest("a") || !getSelection()?.isCollapsed) return;
    location.hash = `#/call/${index + 1}`;
  }

  #choose(): void {
    this.chosen = choose(this.rows, this.filtered, this.order, this.texts, this.locale);
  }

  #route(): void {
    const found = /^#\/call\/(\d+)$/.exec(location.hash);
    const index = found ? Number(found[1]) - 1 : -1;
    const before = this.#open;
    this.#open = index >= 0 && index < this.rows.length ? index : null;
    if (before === null && this.#open !== null) this.#listScroll = scrollY;
    this.#render();
    if (this.#open !== null) {
      scrollTo(0, 0);
      this.root.querySelector<HTMLElement>("main")?.focus({ preventScroll: true });
    } else if (before !== null) {
      scrollTo(0, this.#listScroll);
      this.pane.follow();
      this.root.querySelector<HTMLElement>(`a[href="#/call/${before + 1}"]`)?.focus({ preventScroll: true });
    }
  }

  #render(): void {
    const { w, locale } = this;
    document.documentElement.lang = locale;
    const open = this.#open;
    document.title = open === null ? w.title : `${this.rows[open]?.callId} – ${w.title}`;
    render(
      html`${open === null ? html`<a class="skip" href="#calls" @click=${this.#skip}>${w.skip}</a>` : nothing}
        <header class="top">
          <h1>${open === null ? w.title : html`<a href="#/">${w.title}</a>`}</h1>
          <div class="languages" role="group" aria-label=${w.language}>${(["ja", "en"] as const).map(
            (l) =>
              html`<button type="button" lang=${l} aria-pressed=${l === locale} @click=${() => this.#speak(l)}>${l === "ja" ? "日本語" : "English"}</button>`,
          )}</div>
        </header>
        <main tabindex="-1">${open === null ? html`${guard([locale, this.#unfolded], () => overview(this))} ${list(this)}` : this.#call(open)}</main>`,
      this.root,
    );
  }

  #call(index: number): TemplateResult {
    const { w, chosen, locale, texts } = this;
    const { transcript, report } = this.#read(index);
    const at = chosen.indexOf(index);
    const go = (to: number | undefined, name: string) =>
      to === undefined
        ? html`<span class="off" aria-hidden="true">${name}</span>`
        : html`<a href="#/call/${to + 1}">${name}</a>`;
    const keep = (event: Event) => this.kept.set(index, (event.currentTarget as KikimimiReview).decisions);
    return html`<nav class="between" aria-label=${w.calls}>
        <a class="home" href="#/">${w.back}</a>
        ${at < 0 ? nothing : html`${go(chosen[at - 1], w.previous)}<span>${w.of(at + 1, chosen.length)}</span>${go(chosen[at + 1], w.next)}`}
        <button type="button" title=${w.saveHint} @click=${() => this.#save()}>${w.save}</button>
      </nav>
      <kikimimi-review
        .transcript=${transcript}
        .report=${report}
        .decisions=${this.kept.of(index)}
        .texts=${texts}
        .locale=${locale}
        @kikimimi-confirm=${keep}
        @kikimimi-dismiss=${keep}
        @kikimimi-undo=${keep}
        @kikimimi-add=${keep}
        @kikimimi-remove=${keep}
      ></kikimimi-review>`;
  }

  #last: { index: number; call: PageCall } | null = null;

  /** The element keeps what is open as long as it is given the same report. */
  #read(index: number): PageCall {
    if (this.#last?.index !== index)
      this.#last = { index, call: JSON.parse(this.blocks[index]?.textContent ?? "null") as PageCall };
    return this.#last.call;
  }

  #speak(locale: Locale): void {
    this.locale = locale;
    this.#choose();
    this.#render();
  }

  #save(): void {
    const review = this.root.querySelector("kikimimi-review");
    if (!(review instanceof KikimimiReview)) return;
    const labels = review.labels();
    const url = URL.createObjectURL(new Blob([`${JSON.stringify(labels, null, 2)}\n`], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = `${labels.callId.replace(/[\\/:*?"<>|\p{Cc}]/gu, "_")}.gold.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }

  readonly #skip = (event: Event): void => {
    event.preventDefault();
    this.root.querySelector<HTMLElement>("#list")?.focus();
  };
}
