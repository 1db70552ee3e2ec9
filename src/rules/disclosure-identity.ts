import { does } from "../dialogue/facts.js";
import { cuesOf } from "../dialogue/line.js";
import { isOwnName, namesOf } from "../dialogue/own-name.js";
import { openingOf, reason, text } from "./disclosure-opening.js";
import { impersonationLaw, namingLaw } from "./legal/disclosure.js";
import type { Rule } from "./rule.js";

export const borrowedName: Rule = {
  id: "disclosure/borrowed-name",
  category: "disclosure",
  severity: "high",
  text: {
    title: text("他社名・屋号での名乗り", "Uses another firm's name"),
    message: text(
      "自社の名称ではなく、別の会社名や屋号だけを名乗って勧誘しています。",
      "The agent solicits under another firm's name or a mere trade name.",
    ),
    advice: text(
      "自社の登記上の名称を名乗り、取り扱う会社との関係を分けて伝えます。",
      "Give your own registered name, and say separately whose product you sell.",
    ),
    // Shows only with the company's own name declared.
    flags: [],
    clean: [
      "担: ひばり電力代理店、株式会社みのりの原と申します、電気の切り替えの勧誘のお電話です、いかがでしょうか。",
      "担: オルテ通信の浅野です、光回線のご案内です、お切り替えになりませんか。",
      "担: ひばり電力でございます、検針の日が変わりましたのでお知らせいたします。",
    ],
  },
  legalBasis: namingLaw,
  conclude(dialogue) {
    const opening = openingOf(dialogue);
    if (!opening || !namesOf(dialogue.frame).length) return null;
    const agent = dialogue.lines.filter((l) => l.speaker === "agent" && l.index <= opening.pitch + 4);
    const named = agent.flatMap((line) =>
      cuesOf(line, "names-company")
        .filter((c) => c.via === "form")
        .map((cue) => ({ line, cue, name: line.text.slice(cue.start, cue.end) })),
    );
    const [first] = named;
    if (!first || named.some((n) => isOwnName(dialogue.frame, n.name))) return null;
    return {
      utteranceIndex: first.line.index,
      span: { start: first.cue.start, end: first.cue.end },
      confidence: 0.7 * opening.confidence,
      reasons: [
        {
          utteranceIndex: first.line.index,
          span: { start: first.cue.start, end: first.cue.end },
          cue: "fact:names-company",
        },
        reason(dialogue.lines, opening.pitch, "pitch"),
      ],
    };
  },
};

export const impersonation: Rule = {
  id: "disclosure/impersonation",
  category: "disclosure",
  severity: "high",
  text: {
    title: text("身分を偽る取り次ぎ", "Poses as somebody else"),
    message: text(
      "同僚・医師・知人・家族などを装って、取り次ぎや情報を求めています。",
      "The agent poses as a colleague, a doctor, an acquaintance or a relative.",
    ),
    advice: text(
      "自分の会社名と用件を偽らずに伝えます。",
      "Give your true company and purpose, even when you may not be put through.",
    ),
    flags: [
      "社長の同級生の木下ですけど、代わってもらえますか。",
      "お疲れさまです、本社の情報システム部の小倉ですけど、課長さんの携帯番号を教えてもらえますか。",
      "親戚の者です、身内に急なことがありまして、すぐ代わっていただきたいんですが。",
    ],
    clean: [
      "親戚ではございません、株式会社テラオフィスの小倉と申します、営業のお電話です。",
      "ご親族を装う電話が増えておりますので、ご注意ください。",
      "お知り合いの石井様のご紹介でお電話いたしました、テクノ人材の野口と申します。",
    ],
  },
  legalBasis: impersonationLaw,
  conclude({ frame, lines }) {
    if (frame.direction === "inbound") return null;
    for (const line of lines) {
      if (line.speaker !== "agent") continue;
      // Who has given a firm, or talks on, has let go of the pose. A desk of a named firm is no pose either.
      const poses = cuesOf(line, "poses-as");
      const firm = cuesOf(line, "names-company").some(
        (c) =>
          c.via === "form" &&
          (isOwnName(frame, line.text.slice(c.start, c.end)) ||
            !poses.some((p) => p.from <= c.from && c.from < p.to + 4)),
      );
      if (firm || line.index > 7) return null;
      const pose = poses.find((c) => c.polarity !== "negated" && c.polarity !== "quoted");
      if (!pose || cuesOf(line, "true-identity").length || does(line, "warns-of-fraud")) continue;
      const wish = cuesOf(line, "wants-through", "request").find((c) => c.polarity !== "negated");
      if (!wish) continue;
      return {
        utteranceIndex: line.index,
        span: {
          start: Math.min(pose.start, wish.start),
          end: Math.max(pose.end, wish.end),
        },
        confidence: 0.8,
        reasons: [pose, wish].map((c) => ({
          utteranceIndex: line.index,
          span: { start: c.start, end: c.end },
          cue: c.name,
        })),
      };
    }
    return null;
  },
};
