import type { Locale } from "../report/build.js";
import type { Finding, Report } from "../report/schema.js";
import type { ReviewTexts } from "../report/texts.js";
import type { Transcript } from "../transcript/schema.js";
import type { Decision, Missed, ReviewedGold } from "./decisions.js";

/**
 * `<kikimimi-review>`: one call drawn as a transcript with its findings, for a reviewer to read, confirm or dismiss.
 *
 * Takes objects that fit the Transcript and Report schemas. Text from outside is drawn
 * as text, never as markup.
 */
export interface KikimimiReview extends HTMLElement {
  /** The call. Without it the findings are listed without their lines. */
  transcript: Transcript | null | undefined;
  /** One that does not fit the schema is drawn as none, and the console names what is wrong with it. */
  report: Report | null | undefined;
  /** Anything but `en` is Japanese. */
  locale: Locale;
  /** Rule titles and the like; without them rules are called by their ids. */
  texts: ReviewTexts | null | undefined;
  /** The recording. An `<audio slot="audio">` inside the element does as well. */
  audio: HTMLMediaElement | null | undefined;
  /** The review so far; set it together with the report to go on with one kept earlier. */
  decisions: readonly Decision[];
  /** The review as labels, in the shape of `*.gold.json`. @throws Error when there is no report yet */
  labels(): ReviewedGold;
  /** Opens a finding and brings it into view; null closes the open one. An unknown id is null. */
  select(findingId: string | null): void;
  /** Moves the recording, where there is one, to a time of the call in milliseconds, and plays it. */
  playFrom(ms: number): void;
}

/** The detail of `kikimimi-select`; the finding is null when a finding was closed. */
export interface SelectDetail {
  callId: string;
  finding: Finding | null;
}
/** The detail of `kikimimi-confirm` and `kikimimi-undo`. */
export interface DecisionDetail {
  callId: string;
  finding: Finding;
}
/** The detail of `kikimimi-dismiss`. */
export interface DismissDetail extends DecisionDetail {
  reason: string;
}

/** The detail of `kikimimi-add` and `kikimimi-remove`. */
export interface MissedDetail {
  callId: string;
  missed: Missed;
}

/** All of them bubble and leave shadow trees. */
export interface KikimimiReviewEventMap {
  "kikimimi-select": CustomEvent<SelectDetail>;
  "kikimimi-confirm": CustomEvent<DecisionDetail>;
  "kikimimi-dismiss": CustomEvent<DismissDetail>;
  /** A decision was taken back. */
  "kikimimi-undo": CustomEvent<DecisionDetail>;
  /** The reviewer marked something that was missed, or took the mark away again. */
  "kikimimi-add": CustomEvent<MissedDetail>;
  "kikimimi-remove": CustomEvent<MissedDetail>;
}

/** What JSX may set; events as `onkikimimi-select={…}`. */
export type KikimimiReviewProps = Partial<
  Pick<KikimimiReview, "transcript" | "report" | "locale" | "texts" | "audio" | "decisions">
> & { [K in keyof KikimimiReviewEventMap as `on${K}`]?: (event: KikimimiReviewEventMap[K]) => void };

declare global {
  interface HTMLElementTagNameMap {
    "kikimimi-review": KikimimiReview;
  }
  interface HTMLElementEventMap extends KikimimiReviewEventMap {}
}
