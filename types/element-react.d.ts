import type * as React from "react";
import type { KikimimiReview, KikimimiReviewProps } from "../dist/element.js";

export * from "../dist/element.js";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "kikimimi-review": React.DetailedHTMLProps<React.HTMLAttributes<KikimimiReview>, KikimimiReview> &
        KikimimiReviewProps;
    }
  }
}
