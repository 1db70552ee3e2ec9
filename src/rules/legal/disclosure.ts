import type { Provision } from "../provisions.js";

/** 特定商取引法第16条: what must be said before soliciting by telephone. */
const article16: Provision = {
  cite: "特定商取引法第16条",
  gist: "電話勧誘販売では、勧誘に先立って、事業者の名称、担当者の氏名、商品・役務の種類、契約の勧誘が目的であることを告げる",
  grade: "A",
  industries: ["general", "energy"],
  direction: "outbound",
};

const telecom: Provision = {
  cite: "電気通信事業法第27条の2第2号",
  gist: "電気通信サービスの勧誘では、先に自己の名称と勧誘である旨を告げる",
  grade: "A",
  industries: ["telecom"],
  direction: "outbound",
};

const realEstate: Provision = {
  cite: "宅地建物取引業法第47条の2第3項",
  gist: "相手方の保護に欠ける行為として、同項にもとづく省令が、商号・氏名・勧誘目的を先に告げない勧誘を禁じている",
  grade: "B",
  industries: ["real-estate"],
  direction: "outbound",
};

const askLeave: Provision = {
  cite: "金融商品取引法第38条第5号",
  gist: "店頭デリバティブ等では、勧誘の前に、勧誘を受ける意思の有無を確かめる",
  grade: "A",
  industries: ["derivatives"],
  direction: "outbound",
};

export const namingLaw = [article16, telecom, realEstate];
export const agentNameLaw = [article16, realEstate];
export const purposeLaw = [article16, telecom, realEstate, askLeave];
export const productLaw = [article16];
export const impersonationLaw = [article16, telecom];
