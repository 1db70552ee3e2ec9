import { LitElement, nothing, type PropertyValues } from "lit";
import type { Locale } from "../report/build.js";
import { titleOf } from "../report/names.js";
import type { Evidence, Finding, Report } from "../report/schema.js";
import type { ReviewTexts } from "../report/texts.js";
import type { Transcript } from "../transcript/schema.js";
import { call } from "./call.js";
import {
  type Decision,
  isMissed,
  labelsOf,
  type Missed,
  type ReviewedGold,
  sameMissed,
  type Verdict,
} from "./decisions.js";
import type { DecisionDetail, DismissDetail, KikimimiReview, MissedDetail, SelectDetail } from "./element.js";
import { Marking } from "./marking.js";
import { misfit } from "./misfit.js";
import { Player } from "./player.js";
import { style } from "./style.js";
import { lineOf, type View } from "./view.js";
import { words } from "./words.js";

/** The element behind {@link KikimimiReview}. */
export class Review extends LitElement implements KikimimiReview {
  static override styles = style;
  static override properties = {
    transcript: { attribute: false },
    report: { attribute: false },
    locale: {},
    texts: { attribute: false },
    audio: { attribute: false },
    decisions: { attribute: false },
    selectedId: { state: true },
    dismissing: { state: true },
    announced: { state: true },
  };

  declare transcript: Transcript | null | undefined;
  declare report: Report | null | undefined;
  declare locale: Locale;
  declare texts: ReviewTexts | null | undefined;
  declare audio: HTMLMediaElement | null | undefined;
  declare decisions: readonly Decision[];
  declare private selectedId: string | null;
  declare private dismissing: string | null;
  declare private announced: string;

  readonly #player = new Player(this);
  readonly #marking = new Marking(this);
  /** The report last looked at, and whether it can be drawn. */
  #looked: { at: unknown; fits: boolean } = { at: null, fits: false };

  constructor() {
    super();
    this.locale = "ja";
    this.decisions = [];
    this.selectedId = null;
    this.dismissing = null;
    this.announced = "";
    this.addEventListener("keydown", this.#onKey);
  }

  labels(): ReviewedGold {
    const report = this.#drawable();
    if (!report) throw new Error("kikimimi-review: no report");
    return labelsOf(report, this.decisions);
  }

  select(findingId: string | null): void {
    this.#select(this.#drawable()?.findings.find((f) => f.id === findingId) ?? null, { scroll: true });
  }

  playFrom(ms: number): void {
    this.#player.playFrom(ms);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("report")) {
      this.selectedId = null;
      this.dismissing = null;
      this.#marking.reset();
      // A review belongs to its call; it is kept when report and review are set together.
      if (changed.get("report") && !changed.has("decisions")) this.decisions = [];
    }
    if (changed.has("audio")) this.#player.media = this.audio ?? this.#slotted();
  }

  protected override render() {
    const view = this.#view();
    return view ? call(view, this.transcript, this.#onSlot) : nothing;
  }

  /** The report, where it can be drawn; a wrong one is told to the developer once, and drawn as none. */
  #drawable(): Report | null {
    const report = this.report ?? null;
    if (report !== this.#looked.at) {
      const wrong = report === null ? null : misfit(report);
      if (wrong) console.error(`kikimimi-review: ${words[this.#locale].misfit} (${wrong})`);
      this.#looked = { at: report, fits: !wrong };
    }
    return this.#looked.fits ? report : null;
  }

  get #locale(): Locale {
    return this.locale === "en" ? "en" : "ja";
  }

  #view(): View | null {
    const report = this.#drawable();
    if (!report) return null;
    const locale = this.#locale;
    const utterances = this.transcript?.utterances ?? [];
    const decided = new Map(this.decisions.flatMap((d) => (isMissed(d) ? [] : [[d.findingId, d] as const])));
    const place = (f: Finding) => lineOf(f, utterances) ?? -1;
    return {
      report,
      utterances,
      locale,
      w: words[locale],
      texts: this.texts ?? {},
      findings: [...report.findings].sort((a, b) => place(a) - place(b)),
      selected: report.findings.find((f) => f.id === this.selectedId) ?? null,
      dismissing: this.dismissing,
      playing: this.#player.lineOf(utterances),
      playhead: this.#player.ms,
      hasAudio: this.#player.media !== null,
      missed: this.decisions.filter(isMissed),
      marking: this.#marking.on,
      markingAt: this.#marking.at,
      announced: this.announced,
      decisionOf: (f) => decided.get(f.id),
      select: (f, how) => this.#select(f, how),
      walk: (step) => this.#walk(step),
      goTo: (evidence) => this.#goTo(evidence),
      backToFinding: () => this.#focusNote(),
      playFrom: (ms) => this.playFrom(ms),
      confirm: (f) => this.#decide(f, { findingId: f.id, verdict: "confirmed" }),
      dismiss: (f, reason) => this.#decide(f, { findingId: f.id, verdict: "dismissed", reason }),
      undo: (f) => this.#decide(f, null),
      askWhy: (f) => this.#askWhy(f),
      mark: (on) => this.#marking.set(on),
      markAt: (place) => this.#marking.open(place),
      add: (missed) => this.#setMissed(missed, true),
      remove: (missed) => this.#setMissed(missed, false),
    };
  }

  #select(finding: Finding | null, { scroll = true } = {}): void {
    if ((finding?.id ?? null) === this.selectedId) {
      if (scroll) this.#focusNote();
      return;
    }
    this.selectedId = finding?.id ?? null;
    this.dismissing = null;
    const view = this.#view();
    if (finding && view) {
      const { w, texts, locale, findings, utterances } = view;
      const at = findings.indexOf(finding) + 1;
      this.announced = w.selected(titleOf(finding.ruleId, texts, locale), at, findings.length);
      const start = utterances[finding.utteranceIndex ?? -1]?.startMs;
      if (start !== undefined) this.#player.cueUp(start);
    }
    this.#emit<SelectDetail>("kikimimi-select", { finding });
    if (scroll && finding) this.#focusNote();
  }

  #walk(step: 1 | -1): void {
    const findings = this.#view()?.findings ?? [];
    const at = findings.findIndex((f) => f.id === this.selectedId);
    const to = at < 0 ? (step > 0 ? 0 : findings.length - 1) : (at + step + findings.length) % findings.length;
    this.#select(findings[to] ?? null, { scroll: true });
  }

  async #goTo({ utteranceIndex }: Evidence): Promise<void> {
    await this.updateComplete;
    const row = this.renderRoot.querySelector<HTMLElement>(`#line-${utteranceIndex}`);
    this.#show(row, row?.querySelector<HTMLElement>(".seen") ?? row);
    const start = this.transcript?.utterances[utteranceIndex]?.startMs;
    if (start !== undefined) this.#player.cueUp(start);
  }

  async #focusNote(): Promise<void> {
    await this.updateComplete;
    const note = this.renderRoot.querySelector<HTMLElement>(".note.open");
    this.#show(note?.closest<HTMLElement>(".line, .about"), note);
  }

  #show(place: HTMLElement | null | undefined, target: HTMLElement | null | undefined): void {
    if (!place || !target) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    target.focus({ preventScroll: true });
    place.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }

  #setMissed(missed: Missed, there: boolean): void {
    const others = this.decisions.filter((d) => !sameMissed(missed, d));
    this.decisions = there ? [...others, missed] : others;
    const view = this.#view();
    if (view) {
      const { w, locale, texts } = view;
      const title = titleOf(missed.ruleId, texts, locale);
      const { utteranceIndex: at } = missed;
      this.announced = there ? w.added(title, at === null ? w.call : w.line(at + 1)) : w.removed(title);
    }
    this.#emit<MissedDetail>(there ? "kikimimi-add" : "kikimimi-remove", { missed });
    this.#marking.done(missed.utteranceIndex);
  }

  #decide(finding: Finding, decision: Verdict | null): void {
    const others = this.decisions.filter((d) => isMissed(d) || d.findingId !== finding.id);
    this.decisions = decision ? [...others, decision] : others;
    this.dismissing = null;
    if (!decision) this.#emit<DecisionDetail>("kikimimi-undo", { finding });
    else if (decision.verdict === "confirmed") this.#emit<DecisionDetail>("kikimimi-confirm", { finding });
    else this.#emit<DismissDetail>("kikimimi-dismiss", { finding, reason: decision.reason ?? "" });
    void this.#focusIn(".detail.open .actions button");
  }

  #askWhy(finding: Finding | null): void {
    this.dismissing = finding?.id ?? null;
    void this.#focusIn(finding ? ".detail.open .reasons input" : ".detail.open .dismiss");
  }

  /** The button that had the focus is gone; the focus goes on to what took its place. */
  async #focusIn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && this.#marking.on) this.#marking.set(false);
    else if (event.key === "Escape" && this.selectedId) {
      const note = this.renderRoot.querySelector<HTMLElement>(".note.open");
      this.#select(null);
      note?.focus();
    } else if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      this.#walk(event.key === "ArrowDown" ? 1 : -1);
    }
  };

  readonly #onSlot = (): void => {
    if (!this.audio) this.#player.media = this.#slotted();
  };

  #slotted(): HTMLMediaElement | null {
    return this.querySelector<HTMLMediaElement>("audio[slot=audio], video[slot=audio], [slot=audio] :is(audio, video)");
  }

  #emit<D extends { callId: string }>(name: string, detail: Omit<D, "callId">): void {
    const callId = this.#drawable()?.callId ?? "";
    this.dispatchEvent(new CustomEvent(name, { detail: { callId, ...detail }, bubbles: true, composed: true }));
  }
}
