import { factReason, has, meant, nearest, proposal } from "./combine.js";
import { fundingBasis } from "./legal/pressure.js";
import { isCold, type Rule } from "./rule.js";

const funding: Rule = {
  id: "pressure/funding",
  category: "pressure",
  severity: "high",
  text: {
    title: { ja: "借入れや預金の取り崩しを勧める", en: "Pushes to borrow or draw savings" },
    message: {
      ja: "支払いのために、借入れや預貯金の取り崩し、家族の援助を勧めています。",
      en: "The agent tells the customer to borrow, draw on savings or ask relatives to pay.",
    },
    advice: {
      ja: "お金の工面には踏み込まず、支払いが難しいときは見送りや支払相談の窓口を案内します。",
      en: "Stay out of how the customer finds the money; where they cannot pay, suggest waiting or a help desk.",
    },
    flags: [
      "足りない分は消費者金融で借りていただければ大丈夫です。",
      "定期預金を崩してお支払いいただく方もいらっしゃいますよ。",
      "息子さんに出してもらうのはいかがですか。",
    ],
    clean: [
      "借り入れをしてまでのお申し込みはおすすめしておりません。",
      "口座振替のお手続きについてご案内いたします。",
      "ご返済が難しいときは、ご相談窓口がございます。",
    ],
  },
  legalBasis: fundingBasis,
  propose(line) {
    if (has(line, "risk-disclosure")) return null;
    const ways = meant(line, "borrow", "savings", "relative-pays");
    const first = ways[0];
    if (!first) return null;
    if (ways.some((w) => w.name !== first.name)) return proposal(line, 0.85, ways.slice(0, 3));
    return proposal(line, first.name === "borrow" ? 0.65 : 0.75, [first]);
  },
};

const paymentInstruction: Rule = {
  id: "pressure/payment-instruction",
  category: "pressure",
  severity: "critical",
  text: {
    title: { ja: "ATM・電子マネー・手渡しの指示", en: "Walks the customer through paying" },
    message: {
      ja: "ATMの操作、電子マネーの番号、現金やカードの受け渡しなど、詐欺に典型的な支払いを指示しています。",
      en: "The agent walks the customer through a payment typical of fraud: ATM, prepaid codes, or handing over cash or cards.",
    },
    advice: {
      ja: "直ちに通話を確認してください。電話でのATM操作や電子マネー番号の聴取、現金・カードの受け取りは行いません。",
      en: "Review the call at once. Never direct an ATM, take prepaid codes or collect cash or cards by phone.",
    },
    flags: [
      "携帯を持ったまま、コンビニのATMまで行っていただけますか。",
      "電子マネーのカードを買って、裏の番号を読み上げてください。",
      "キャッシュカードは、これから職員がお預かりに伺います。",
    ],
    clean: [
      "当社がATMの操作をお願いすることは一切ございません。",
      "お支払いはコンビニエンスストアでも可能でございます。",
      "カード番号をお聞きすることはございません。",
    ],
  },
  legalBasis: [],
  propose(line, dialogue) {
    if (has(line, "risk-disclosure")) return null;
    const means = meant(line, "atm", "prepaid-card", "cash-handover");
    const move = meant(line, "bank-transfer")[0];
    const order = meant(line, "payment-direction", "stay-on-line", "secrecy")[0];
    const first = means[0];
    if (first && (order || means.some((m) => m.name !== first.name)))
      return proposal(line, 0.85, order ? [first, order] : means.slice(0, 3));
    if (move && order && isCold(dialogue)) return proposal(line, 0.75, [move, order]);
    return first && isCold(dialogue) ? proposal(line, 0.7, [first]) : null;
  },
};

const deviceTakeover: Rule = {
  id: "pressure/device-takeover",
  category: "pressure",
  severity: "high",
  text: {
    title: { ja: "遠隔操作・私的なメッセージアプリへの誘導", en: "Takes over the device" },
    message: {
      ja: "頼まれていない電話で、遠隔操作のソフトを入れさせたり、私的なメッセージアプリへ移らせたりしています。",
      en: "On a call nobody asked for, the agent has the customer start remote control or move to a private messenger.",
    },
    advice: {
      ja: "遠隔での支援は、お客様からの依頼を受けたときに限り、公式の窓口と手順で行います。",
      en: "Offer remote help only at the customer's own request, through the official desk and procedure.",
    },
    flags: [
      "こちらから遠隔で操作しますので、今から言うソフトをダウンロードしてください。",
      "続きはLINEでやり取りしますので、友だち追加をお願いします。",
      "画面に出ている九桁の番号を教えていただけますか。",
    ],
    clean: [
      "当社からアプリの導入をお願いすることはございません。",
      "オンラインでもお手続きいただけます。",
      "会員アプリの使い方は、説明書に載っております。",
    ],
  },
  legalBasis: [],
  propose(line, dialogue) {
    if (!isCold(dialogue) || has(line, "risk-disclosure")) return null;
    const install = meant(line, "install-app")[0];
    const remote = meant(line, "remote-control")[0];
    const chat = meant(line, "messenger")[0];
    if (remote && install) return proposal(line, 0.9, [install, remote]);
    const first = remote ?? chat ?? install;
    if (!first) return null;
    const asked = nearest(line, first, 10, "request", "payment-direction");
    if (!asked && install === first) return null;
    return proposal(line, asked ? 0.8 : 0.6, asked ? [first, asked] : [first], {
      reasons: factReason(dialogue, "doubt"),
    });
  },
};

export const pressureByMoney: Rule[] = [funding, paymentInstruction, deviceTakeover];
