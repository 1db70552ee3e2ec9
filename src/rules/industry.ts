import type { Direction } from "../transcript/schema.js";
import type { Industry, Provision } from "./provisions.js";

/** Names of industries as transcripts have them, Japanese or English, to the industries that the law tells apart. */
const names: [Industry, RegExp][] = [
  ["telecom", /telecom|isp|mobile|broadband|fiber|internet|通信|光回線|携帯|インターネット|プロバイダ/iu],
  ["real-estate", /real-?estate|realty|property|housing|condo|不動産|宅建|マンション|賃貸/iu],
  ["insurance", /insurance|保険|共済/iu],
  ["commodity-futures", /commodit|futures|商品先物/iu],
  ["derivatives", /derivative|forex|\bfx\b|デリバティブ|外国為替/iu],
  ["securities", /securit|broker|fund|stock|証券|投資信託|株式/iu],
  ["collection", /collection|debt|債権回収|督促|サービサー/iu],
  ["loan", /loan|lending|credit-?line|貸金|消費者金融|ローン/iu],
  ["energy", /energy|electric|power|gas|電力|電気|ガス|エネルギー/iu],
];

/** `general` where the industry is not given or is none with a law of its own. */
export const industryOf = (name: string | undefined): Industry =>
  (name && names.find(([, pattern]) => pattern.test(name))?.[0]) || "general";

/** The provisions that fit a call: of its industry and direction, in the order of the rule. */
export function provisionsFor(
  basis: readonly Provision[],
  industry: string | undefined,
  direction: Direction,
): Provision[] {
  const own = industryOf(industry);
  return basis.filter(
    (p) => (!p.industries || p.industries.includes(own)) && !(p.direction === "outbound" && direction === "inbound"),
  );
}
