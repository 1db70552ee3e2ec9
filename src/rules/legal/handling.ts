import type { Provision } from "../provisions.js";
import { complaints, sales } from "./common.js";

const telecomExplanation: Provision = {
  cite: "電気通信事業法第26条第1項",
  gist: "契約の前に、料金その他の提供条件の概要を説明する。",
  grade: "A",
  industries: ["telecom"],
};

const insuranceTerms: Provision = {
  cite: "保険業法第300条第1項第1号",
  gist: "保険契約の重要な事項について、虚偽を告げず、告げるべきことを黙っていない。",
  grade: "B",
  industries: ["insurance"],
};

const estateTerms: Provision = {
  cite: "宅地建物取引業法第47条第1号",
  gist: "判断に重要な影響を及ぼす事項を、故意に告げずにおかない。不実のことを告げない。",
  grade: "B",
  industries: ["real-estate"],
};

export const knowledgeGapBasis: Provision[] = [telecomExplanation, insuranceTerms, estateTerms];

export const escalationBasis: Provision[] = [complaints];

export const brokenPromiseBasis: Provision[] = [complaints];

export const coachedFalsehoodBasis: Provision[] = [
  {
    cite: "保険業法第300条第1項第2号",
    gist: "保険契約者などに、重要な事項について虚偽のことを告げるよう勧めない。",
    grade: "B",
    industries: ["insurance"],
  },
  {
    cite: "保険業法第300条第1項第3号",
    gist: "重要な事実を告げるのを妨げず、告げないことを勧めない。",
    grade: "B",
    industries: ["insurance"],
  },
];

export const paperAvoidedBasis: Provision[] = [
  {
    cite: "電気通信事業法施行規則第22条の2の3第3項",
    gist: "契約前の説明は書面による。利用者が自ら求めたのでない書面省略は認められない。",
    grade: "A",
    industries: ["telecom"],
  },
  telecomExplanation,
];

export const hungUpBasis: Provision[] = [complaints];

/** 21:00–08:00 is the ministry's example of a manner that annoys; lending collection has the hours in the law itself. */
export const hoursBasis: Provision[] = [
  {
    cite: "特定商取引法第22条",
    gist: "迷惑を覚えさせるような仕方で勧誘しない。正当な理由のない午後9時から午前8時までの勧誘はその例とされる。",
    grade: "A",
    industries: sales,
    direction: "outbound",
  },
  {
    cite: "商品先物取引法第214条第6号",
    gist: "深夜・早朝や長時間など、迷惑を覚えさせるような仕方で勧誘しない。",
    grade: "B",
    industries: ["commodity-futures"],
  },
  {
    cite: "宅地建物取引業法第47条の2第3項",
    gist: "相手方の保護に欠ける行為として、同項にもとづく省令が、迷惑を覚えさせる時間の電話勧誘を禁じ、国の考え方は午後9時から午前8時までを例とする。",
    grade: "B",
    industries: ["real-estate"],
  },
  {
    cite: "貸金業法第21条第1項第1号",
    gist: "取立てでは、正当な理由なく、午後9時から午前8時までの間に電話をかけない(時間帯は施行規則第19条第1項)。",
    grade: "B",
    industries: ["collection"],
  },
];

export const lengthBasis: Provision[] = hoursBasis;
