import type { Industry, Provision } from "../provisions.js";

/** Trades that 特定商取引法 reaches: those without a law of their own (第26条). */
export const sales: Industry[] = ["general", "energy"];

/** Complaints and questions at a telecom carrier or its agents. */
export const complaints: Provision = {
  cite: "電気通信事業法第27条",
  gist: "苦情や問合せは、適切かつ迅速に処理する。",
  grade: "A",
  industries: ["telecom"],
};
