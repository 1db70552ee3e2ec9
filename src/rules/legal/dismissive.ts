import type { Provision } from "../provisions.js";
import { complaints, sales } from "./common.js";

export const hangUpBasis: Provision[] = [complaints];

export const takeItOrLeaveItBasis: Provision[] = [complaints];

export const stonewallingBasis: Provision[] = [
  {
    cite: "特定商取引法第16条",
    gist: "電話勧誘では、勧誘に先立って、事業者の名称、勧誘する者の氏名、商品の種類、勧誘の電話であることを告げる。",
    grade: "A",
    industries: sales,
    direction: "outbound",
  },
  {
    cite: "電気通信事業法第27条の2第2号",
    gist: "勧誘に先立って、自己の氏名または名称と、契約の勧誘であることを告げる。",
    grade: "A",
    industries: ["telecom"],
    direction: "outbound",
  },
];

export const belittlingBasis: Provision[] = [];
