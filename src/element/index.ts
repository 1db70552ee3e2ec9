import { KikimimiReview } from "./review.js";

// Two copies of the package on one page, or hot reloading, must not throw.
if (typeof customElements !== "undefined" && !customElements.get("kikimimi-review"))
  customElements.define("kikimimi-review", KikimimiReview);

export type { ReviewTexts } from "../report/texts.js";
export type { Decision, ReviewedGold } from "./decisions.js";
export type { DecisionDetail, DismissDetail, SelectDetail } from "./review.js";
export { KikimimiReview };

export interface KikimimiReviewEventMap {
  "kikimimi-select": CustomEvent<import("./review.js").SelectDetail>;
  "kikimimi-confirm": CustomEvent<import("./review.js").DecisionDetail>;
  "kikimimi-dismiss": CustomEvent<import("./review.js").DismissDetail>;
  "kikimimi-undo": CustomEvent<import("./review.js").DecisionDetail>;
}

declare global {
  interface HTMLElementTagNameMap {
    "kikimimi-review": KikimimiReview;
  }
  interface HTMLElementEventMap extends KikimimiReviewEventMap {}
}
