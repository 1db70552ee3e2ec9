import type { DefineComponent, HTMLAttributes } from "vue";
import type { KikimimiReviewEventMap, KikimimiReviewProps } from "../dist/element.js";

export * from "../dist/element.js";

type Emits = { [K in keyof KikimimiReviewEventMap]: (event: KikimimiReviewEventMap[K]) => void };

declare module "vue" {
  interface GlobalComponents {
    "kikimimi-review": DefineComponent<
      KikimimiReviewProps & HTMLAttributes,
      object,
      object,
      object,
      object,
      object,
      object,
      Emits
    >;
  }
}
