import type { KikimimiReview as Element } from "./element.js";
import { Review } from "./review.js";

// Two copies of the package on one page, or hot reloading, must not throw.
if (typeof customElements !== "undefined" && !customElements.get("kikimimi-review"))
  customElements.define("kikimimi-review", Review);

/** The class of `<kikimimi-review>`. Its type names no library, so that none need be installed to use it. */
export const KikimimiReview: { new (): Element; readonly prototype: Element } = Review;
export type KikimimiReview = Element;

export type { ReviewTexts } from "../report/texts.js";
export type { Decision, Missed, ReviewedGold, Verdict } from "./decisions.js";
export type {
  DecisionDetail,
  DismissDetail,
  KikimimiReviewEventMap,
  KikimimiReviewProps,
  MissedDetail,
  SelectDetail,
} from "./element.js";
