import type { DefineComponent, HTMLAttributes } from "vue";
import type { KikimimiReviewEventMap, KikimimiReviewProps } from "../dist/element.js";

export * from "../dist/element.js";

type Props = KikimimiReviewProps & HTMLAttributes;
type Emits = { [K in keyof KikimimiReviewEventMap]: (event: KikimimiReviewEventMap[K]) => void };

declare module "vue" {
  interface GlobalComponents {
    "kikimimi-review": DefineComponent<Props, {}, {}, {}, {}, {}, {}, Emits>;
  }
}
