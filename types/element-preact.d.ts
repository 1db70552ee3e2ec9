import type { JSX } from "preact";
import type { KikimimiReview, KikimimiReviewProps } from "../dist/element.js";

export * from "../dist/element.js";

declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      "kikimimi-review": JSX.HTMLAttributes<KikimimiReview> & KikimimiReviewProps;
    }
  }
}
