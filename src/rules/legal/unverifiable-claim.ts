import type { Provision } from "../provisions.js";

const falsehood: Provision = {
  cite: "消費者契約法第4条第1項第1号",
  gist: "重要な事柄について事実と異なることを告げられて結んだ契約は、取り消すことができる。",
  grade: "B",
};
const telecom: Provision = {
  cite: "電気通信事業法第27条の2第1号",
  gist: "電気通信サービスの契約で、判断に影響する重要なことを偽って告げ、または告げずにおいてはならない。",
  grade: "A",
  industries: ["telecom"],
};
const sales = (cite: string, gist: string): Provision => ({
  cite,
  gist,
  grade: "B",
  industries: ["general", "energy"],
  direction: "outbound",
});
const material = sales(
  "特定商取引法第21条第1項第7号",
  "電話勧誘では、契約の判断に影響する重要な事柄について事実と異なることを告げてはならない。",
);
const need = sales(
  "特定商取引法第21条第1項第6号",
  "電話勧誘では、契約を必要とする事情(不具合、危険、期限など)について事実と異なることを告げてはならない。",
);

export const authorityBasis: Provision[] = [
  material,
  { ...telecom, cite: "電気通信事業法第27条の2第1号・第2号" },
  falsehood,
];

export const threatBasis: Provision[] = [
  need,
  falsehood,
  {
    cite: "東京都消費生活条例施行規則第6条第3号",
    gist: "事実でないことを告げて不安にさせ、勧誘してはならない(東京都の消費者)。",
    grade: "A",
  },
];

export const certaintyBasis: Provision[] = [
  {
    cite: "消費者契約法第4条第1項第2号",
    gist: "将来どうなるか分からない価格や金額を断定して告げられて結んだ契約は、取り消すことができる。",
    grade: "B",
  },
  {
    cite: "金融商品取引法第38条第1号・第2号",
    gist: "虚偽を告げ、または不確実な事柄について断定的な判断を示し、確実と誤解させて勧誘してはならない。",
    grade: "A",
    industries: ["securities", "derivatives"],
  },
  {
    cite: "宅地建物取引業法第47条の2第1項",
    gist: "利益が生じることが確実だと誤解させる断定的な判断を示して勧誘してはならない。",
    grade: "B",
    industries: ["real-estate"],
  },
  {
    cite: "保険業法第300条第1項第7号",
    gist: "将来の配当など不確実な金額について、断定的な判断を示し、または確実と誤解させてはならない。",
    grade: "B",
    industries: ["insurance"],
  },
  {
    cite: "商品先物取引法第214条第1号・第2号",
    gist: "不確実な事柄について断定的な判断を示して勧誘してはならない。",
    grade: "B",
    industries: ["commodity-futures"],
  },
];

export const obligationBasis: Provision[] = [
  { ...need, cite: "特定商取引法第21条第1項第6号・第7号" },
  telecom,
  falsehood,
  {
    cite: "群馬県消費生活条例施行規則別表第一",
    gist: "法令などで義務づけられていると誤解させる情報で勧誘してはならない(群馬県の消費者)。",
    grade: "A",
  },
];

export const selfVerificationBasis: Provision[] = [
  {
    cite: "特定商取引法第16条",
    gist: "電話勧誘では、勧誘に先立って事業者名・担当者名などを正しく告げる。",
    grade: "A",
    industries: ["general", "energy"],
    direction: "outbound",
  },
  {
    ...telecom,
    cite: "電気通信事業法第27条の2第2号",
    gist: "電気通信サービスの勧誘では、先に自己の名称と勧誘であることを告げる。",
  },
];

export const priorDealingBasis: Provision[] = [
  sales("特定商取引法第21条第1項", "電話勧誘では、注文や契約があったかのような事実と異なることを告げてはならない。"),
  {
    cite: "特定商取引法第59条",
    gist: "注文を受けずに一方的に商品を送り付けても、代金を求めることはできない。",
    grade: "B",
    industries: ["general", "energy"],
  },
  falsehood,
];

export const efficacyBasis: Provision[] = [
  {
    ...sales("特定商取引法第21条第1項", "電話勧誘では、商品の効能について事実と異なることを告げてはならない。"),
    grade: "A",
  },
  {
    cite: "薬機法第66条第1項",
    gist: "医薬品・化粧品などの効能について、虚偽または誇大なことを広めてはならない。",
    grade: "B",
  },
];
