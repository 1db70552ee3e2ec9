/**
 * Industries as the legal basis tells them apart. Laws of one trade replace the general law on telephone sales there
 * (特定商取引法第26条).
 */
export const industries = [
  "general",
  "telecom",
  "real-estate",
  "insurance",
  "securities",
  "derivatives",
  "commodity-futures",
  "loan",
  "collection",
  "energy",
] as const;
export type Industry = (typeof industries)[number];

/** A provision behind a rule. A finding is a sign for a reviewer, never a judgement that it was broken. */
export interface Provision {
  /** As quoted in a finding, e.g. `特定商取引法第17条`. */
  cite: string;
  /** What it asks, in our own words. */
  gist: string;
  /**
   * A: number and content seen in a stored copy of the statute or on an official page later than its last renumbering;
   * B: read in the 2013 statute text and under the same number on a later page; own: given by the user.
   */
  grade: "A" | "B" | "own";
  /** Industries it binds; absent: every business. */
  industries?: Industry[];
  /** Directions it is limited to; absent: all. `outbound` covers `callback`. */
  direction?: "outbound";
}
