import type { Provision } from "../provisions.js";
import { sales } from "./common.js";

const falsehood: Provision = {
  cite: "特定商取引法第21条第1項第7号",
  gist: "電話勧誘では、契約するかどうかの判断に影響する重要なことについて、事実と違うことを告げない。",
  grade: "B",
  industries: sales,
  direction: "outbound",
};

const consumerFalsehood: Provision = {
  cite: "消費者契約法第4条第1項第1号",
  gist: "重要なことについて事実と違う説明を受けて結んだ契約は、取り消すことができる。",
  grade: "B",
};

const intimidation: Provision = {
  cite: "特定商取引法第21条第3項",
  gist: "契約させるため、また申込みの撤回や解除を妨げるために、相手を威迫して困惑させない。",
  grade: "B",
  industries: sales,
  direction: "outbound",
};

export const urgencyBasis: Provision[] = [
  {
    cite: "電気通信事業法施行規則第22条の2の3第3項",
    gist: "契約前の説明は書面による。「今申し込めば安くなる」と誘って得た書面省略の承諾は承諾と扱われない。",
    grade: "A",
    industries: ["telecom"],
  },
];

export const fearBasis: Provision[] = [intimidation];

export const persistenceBasis: Provision[] = [
  {
    cite: "特定商取引法第17条",
    gist: "契約しない意思を示した人には、その場で勧誘をやめ、後日も改めて勧誘しない。",
    grade: "A",
    industries: sales,
    direction: "outbound",
  },
  {
    cite: "電気通信事業法第27条の2",
    gist: "契約しない意思を示した人に、電気通信サービスの勧誘を続けない。",
    grade: "A",
    industries: ["telecom"],
  },
  {
    cite: "宅地建物取引業法第47条の2第3項",
    gist: "契約しない意思を示した人への勧誘の継続など、相手の利益の保護に欠ける行為をしない。",
    grade: "B",
    industries: ["real-estate"],
  },
  {
    cite: "金融商品取引法第38条第6号",
    gist: "対象となるデリバティブ取引では、断った人への勧誘を続けない。",
    grade: "A",
    industries: ["derivatives"],
  },
  {
    cite: "商品先物取引法第214条第5号",
    gist: "契約しない意思を示した人に、勧誘を続けない。",
    grade: "B",
    industries: ["commodity-futures"],
  },
];

export const coercionBasis: Provision[] = [
  intimidation,
  {
    cite: "宅地建物取引業法第47条の2第2項",
    gist: "契約させるため、また申込みの撤回や解除を妨げるために、相手を威迫しない。",
    grade: "B",
    industries: ["real-estate"],
  },
  {
    cite: "貸金業法第21条第1項",
    gist: "取立てでは、威迫したり、相手の私生活や業務の平穏を害するような言動をしない。",
    grade: "B",
    industries: ["loan", "collection"],
  },
];

export const appointmentBasis: Provision[] = [
  {
    cite: "特定商取引法第3条",
    gist: "訪問販売では、勧誘に先立って事業者名・勧誘目的・商品の種類を告げる。訪問の約束を取る電話から意識する。",
    grade: "B",
    industries: sales,
  },
];

export const favorBasis: Provision[] = [
  {
    cite: "特定商取引法第21条第1項第2号",
    gist: "電話勧誘では、価格について事実と違うことを告げない。通常の価格を特別な値引きのように言うことも含まれ得る。",
    grade: "B",
    industries: sales,
    direction: "outbound",
  },
  {
    cite: "保険業法第300条第1項第5号",
    gist: "保険の契約者に、保険料の割引などの特別の利益を約束しない。",
    grade: "B",
    industries: ["insurance"],
  },
];

export const socialProofBasis: Provision[] = [falsehood, consumerFalsehood];

export const assumedConsentBasis: Provision[] = [falsehood, consumerFalsehood];

export const cancellationBasis: Provision[] = [
  {
    cite: "特定商取引法第21条第1項第5号",
    gist: "申込みの撤回や契約の解除に関することについて、事実と違うことを告げない。",
    grade: "B",
    industries: sales,
    direction: "outbound",
  },
  intimidation,
];

export const fundingBasis: Provision[] = [
  {
    cite: "貸金業法第21条第1項第6号",
    gist: "取立てでは、借入れなどで返済の資金を調達するよう求めない。",
    grade: "B",
    industries: ["loan", "collection"],
  },
];

export const rewardBasis: Provision[] = [
  {
    cite: "保険業法第300条第1項第5号",
    gist: "保険の契約者に、特別の利益の提供を約束しない。",
    grade: "B",
    industries: ["insurance"],
  },
];
