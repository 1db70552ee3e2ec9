import type { KikimimiReviewProps, ReviewTexts } from "kikimimi/element/react";
import data from "./calls.json";

export interface Call {
  transcript: NonNullable<KikimimiReviewProps["transcript"]>;
  report: NonNullable<KikimimiReviewProps["report"]>;
}

/** In a real dashboard these come from where `kikimimi analyze --format json` or the queue has put them. */
export const { calls, texts } = data as unknown as { calls: Call[]; texts: ReviewTexts };
