import type { JSX, Ref } from "preact";
import type { KikimimiReview, KikimimiReviewProps } from "../dist/element.js";

export * from "../dist/element.js";

declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      "kikimimi-review": Omit<JSX.IntrinsicElements["div"], "ref"> & {
        ref?: Ref<KikimimiReview>;
      } & KikimimiReviewProps;
    }
  }
}
