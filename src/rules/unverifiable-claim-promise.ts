import { lastCustomerTurn } from "../dialogue/facts.js";
import { cuesOf } from "../dialogue/line.js";
import type { Cue } from "../dictionary/matcher.js";
import { factReason, isMeant, justNow, meant, near, proposal, stated } from "./combine.js";
import { certaintyBasis, efficacyBasis, priorDealingBasis, selfVerificationBasis } from "./legal/unverifiable-claim.js";
import { isCold, type Rule } from "./rule.js";

/** Promised outcomes, and proof or dealings that only the caller vouches for. */
export const unverifiablePromise: Rule[] = [
  {
    id: "unverifiable-claim/certainty",
    category: "unverifiable-claim",
    severity: "high",
    text: {
      title: { ja: "結果の断定", en: "An outcome promised as certain" },
      message: {
        ja: "不確実な結果を「必ず」「絶対」などと断定して約束しています。",
        en: "An uncertain outcome is promised as certain.",
      },
      advice: {
        ja: "条件・前提・うまくいかない場合を添え、「見込み」「試算」として伝えます。約束できるのは自社が行うことだけです。",
        en: "Give conditions and how it may fail; call it an estimate. Promise only what your company itself will do.",
      },
      flags: [
        "切り替えていただければ、電気代は必ず安くなります。",
        "元本は保証されておりますので、絶対に損はいたしません。",
        "審査は百パーセント通りますから大丈夫です。",
      ],
      clean: [
        "必ず書面をご確認くださいませ。",
        "必ず儲かるとは申し上げられません。",
        "円で受け取る額は減ることもございます。減らない保証はございません。",
        "明日、必ず私からご連絡いたします。",
      ],
    },
    legalBasis: certaintyBasis,
    propose(line, dialogue) {
      const hedges = cuesOf(line, "hedge", "warning-frame").filter((c) => c.polarity !== "negated");
      const free = (c: Cue) => !hedges.some((h) => near(line, h, c, 10));
      const sure = stated(line, "certainty").filter(free);
      const good = cuesOf(line, "good-outcome").filter((c) => isMeant(c) && c.polarity !== "question" && free(c));
      const safe = cuesOf(line, "no-downside").filter(
        (c) => c.polarity !== "question" && c.polarity !== "hypothetical" && free(c),
      );
      // 「止まることは絶対にございません」: a bad outcome denied outright is a promise too.
      const denied = cuesOf(line, "bad-outcome").filter((c) => c.polarity === "negated" && free(c));
      const outright = cuesOf(line, "certainty").filter(
        (c) => c.polarity === "negated" && c.name === "certainty" && free(c),
      );
      const never = stated(line, "impossible").filter(free);
      const told = meant(line, "instruction");
      const pairs = sure.flatMap((s) => {
        if (told.some((t) => near(line, t, s, 6) && t.from >= s.from)) return [];
        return [...good, ...safe, ...denied].filter((g) => near(line, s, g, 7)).map((g) => ({ s, g }));
      });
      for (const s of [...outright, ...never])
        for (const g of [...denied, ...safe, ...cuesOf(line, "bad-outcome")])
          if (near(line, s, g, 6) && !cuesOf(line, "own-step").some((o) => near(line, o, s, 5))) pairs.push({ s, g });
      const strong = pairs.filter(({ s }) => s.name === "certainty");
      const best = strong[0] ?? pairs[0];
      if (best) {
        let confidence = strong.length ? 0.82 : 0.66;
        if (safe.length && good.length) confidence += 0.05;
        if (strong.length > 1) confidence += 0.05;
        if (!isCold(dialogue)) confidence -= 0.1;
        return proposal(
          line,
          confidence,
          pairs.flatMap(({ s, g }) => [s, g]),
        );
      }
      if (safe.length && isCold(dialogue)) return proposal(line, safe.length > 1 ? 0.72 : 0.62, safe);
      return null;
    },
  },
  {
    id: "unverifiable-claim/self-verification",
    category: "unverifiable-claim",
    severity: "medium",
    text: {
      title: { ja: "自分しか握っていない証拠で信用させる", en: "Proof that only the caller controls" },
      message: {
        ja: "疑っているお客様に、こちらが用意したもの(自社サイト、社員証、番号など)を証拠として示しています。偽物でも同じことが言えます。",
        en: "A doubting customer is offered proof that the caller controls – own website, badge, number. An impostor could offer the same.",
      },
      advice: {
        ja: "いったん電話を切り、請求書やカードの裏、公的な窓口など、お客様がご自身で調べた番号へかけ直していただくよう勧めます。",
        en: "Invite the customer to hang up and ring a number they find themselves: on a bill, on their card, or at a public body.",
      },
      flags: [
        "客: ほんとに電力会社の方? / 担: はい、ホームページに番号が載っておりますので、見ていただければ分かります。",
        "客: 怪しいな、詐欺じゃないの。 / 担: 社員証もございますし、伺った際にお見せしますので。",
        "客: 信用できないんだけど。 / 担: 私の携帯の番号をお伝えしますから、かけていただければ本物だと分かります。",
      ],
      clean: [
        "客: ほんとに電力会社の方? / 担: ご心配はごもっともです。一度お切りになって、検針票の番号にご自身でおかけ直しください。",
        "客: 時刻表はどこで見られるの? / 担: はい、「みなと交通」で検索していただくと時刻表をご覧いただけます。",
        "客: 詐欺じゃないの。 / 担: お電話では証明のしようがございません。消費生活センターに確認なさってからで結構です。",
      ],
    },
    legalBasis: selfVerificationBasis,
    propose(line, dialogue) {
      const turn = lastCustomerTurn(dialogue.lines, line.index);
      const how = Math.max(0, ...turn.map((l) => l.acts.get("doubt") ?? 0));
      const doubted = how >= (isCold(dialogue) ? 0.55 : 0.8);
      const asked = isCold(dialogue) && justNow(dialogue, line, "askedIdentity");
      if (!doubted && !asked) return null;
      if (meant(line, "independent-check").length) return null;
      const proofs = cuesOf(line, "proof").filter((c) => c.polarity === "asserted" || c.polarity === "hypothetical");
      if (!proofs.length || meant(line, "request.tell").length) return null;
      // Whoever only asks for a name gets one; it is the wish to be believed that makes it proof.
      if (!doubted && !meant(line, "trust-invite", "authority.genuine").length) return null;
      const kinds = new Set(proofs.map((c) => c.name)).size;
      const confidence = (doubted ? 0.78 : 0.62) + (kinds > 1 ? 0.08 : 0) - (isCold(dialogue) ? 0 : 0.2);
      return proposal(line, confidence, proofs, { reasons: factReason(dialogue, doubted ? "doubt" : "askedIdentity") });
    },
  },
  {
    id: "unverifiable-claim/prior-dealing",
    category: "unverifiable-claim",
    severity: "high",
    text: {
      title: { ja: "身に覚えのない取引の主張", en: "Claims an earlier dealing the customer does not know of" },
      message: {
        ja: "お客様が覚えがないと言っている注文・契約・問い合わせを、あったものとして話を進めています。",
        en: "The agent insists on an earlier order, enquiry or contract that the customer denies or does not know of.",
      },
      advice: {
        ja: "覚えがないと言われたら話を止め、発送や請求を止めてから記録を調べ、書面で回答します。",
        en: "Stop when the customer denies it: hold shipping and billing, check the records, and answer in writing.",
      },
      flags: [
        "客: そんなもの頼んだ覚えないけど。 / 担: 昨年の十月にお電話でご注文いただいておりますので、着払いでお届けします。",
        "客: うちは契約なんかしてませんよ。 / 担: いえ、以前お申し込みをいただいた記録が残っておりますので。",
        "客: 何のことですか。 / 担: 奥様からお申し込みをいただいておりまして、商品はもう発送しております。",
      ],
      clean: [
        "客: 頼んでないけど。 / 担: 失礼いたしました。別の方と取り違えておりました。すぐに取り消しいたします。",
        "客: ああ、先月の点検ね。 / 担: はい、先月ご依頼いただいた換気扇の部品が届きました。",
        "客: どなたでしたっけ。 / 担: 今日が初めてのお電話でございます。お取引はございません。",
      ],
    },
    legalBasis: priorDealingBasis,
    propose(line, dialogue) {
      const turn = lastCustomerTurn(dialogue.lines, line.index);
      const denied = turn.find((l) => cuesOf(l, "denies-dealing").length);
      if (!denied) return null;
      const orders = stated(line, "prior.order");
      const insists = stated(line, "prior.insist");
      const when = stated(line, "prior.when");
      if (cuesOf(line, "prior.withdraw").length || (!orders.length && !(insists.length && when.length))) return null;
      let confidence = orders.length ? 0.62 : 0.5;
      if (when.length) confidence += 0.12;
      if (insists.length) confidence += 0.12;
      if (orders.length > 1) confidence += 0.08;
      if (!isCold(dialogue)) confidence -= 0.15;
      if (confidence < 0.6) return null;
      const denial = cuesOf(denied, "denies-dealing")[0] as Cue;
      return proposal(line, confidence, [...orders, ...insists, ...when], {
        reasons: [{ utteranceIndex: denied.index, span: { start: denial.start, end: denial.end }, cue: denial.name }],
      });
    },
  },
  {
    id: "unverifiable-claim/efficacy",
    category: "unverifiable-claim",
    severity: "high",
    text: {
      title: { ja: "効能・効果の断定", en: "A cure or effect stated as fact" },
      message: {
        ja: "病気や体の悩みが治る、良くなるといった効果を、事実のように述べています。",
        en: "A cure, health or beauty effect is stated as fact.",
      },
      advice: {
        ja: "食品や雑貨に効能は言えません。成分や使い方だけを伝え、治療中の方には医師や薬剤師への相談を勧めます。",
        en: "Foods and goods must not be said to cure. Describe contents and use only; refer people under treatment to a doctor or pharmacist.",
      },
      flags: [
        "こちらのサプリを飲んでいただければ、膝の痛みは治ります。",
        "血圧が下がってお薬がいらなくなりますよ。",
        "この美容液を塗れば、シミはきれいに消えます。",
      ],
      clean: [
        "病気が治るというものではございません。栄養を補う食品です。",
        "効果には個人差がございますので、お薬をお飲みの方は医師にご相談ください。",
        "エアコンの効きが悪いとのことですね。",
      ],
    },
    legalBasis: efficacyBasis,
    propose(line, dialogue) {
      const hedges = cuesOf(line, "hedge", "warning-frame").filter((c) => c.polarity !== "negated");
      const cures = stated(line, "cure").filter((c) => !hedges.some((h) => near(line, h, c, 12)));
      // What ails the customer may stand in their own words: 「花粉症で」 / 「飲めば治ります」.
      const bodies = cuesOf(line, "complaint.body");
      const complained = lastCustomerTurn(dialogue.lines, line.index).some((l) => cuesOf(l, "complaint.body").length);
      const goods = cuesOf(line, "product.health");
      const pairs = cures.flatMap((c) => bodies.filter((b) => near(line, b, c, 7)).map((b) => [c, b] as const));
      if (!cures.length || (!pairs.length && !complained)) return null;
      const sold = goods.filter((g) => cures.some((c) => near(line, g, c, 14)));
      if (!sold.length && (cures.length < 2 || !pairs.length)) return null;
      let confidence = 0.62;
      if (sold.length) confidence += 0.14;
      if (pairs.length > 1) confidence += 0.08;
      if (stated(line, "certainty").length) confidence += 0.05;
      if (!isCold(dialogue)) confidence -= 0.12;
      if (confidence < 0.6) return null;
      return proposal(line, Math.min(0.92, confidence), [...(pairs.length ? pairs.flat() : cures), ...sold]);
    },
  },
];
