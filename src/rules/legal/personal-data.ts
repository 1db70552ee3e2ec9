import type { Provision } from "../provisions.js";
import { sales } from "./common.js";

export const requestBasis: Provision[] = [
  {
    cite: "特定商取引法第16条",
    gist: "電話勧誘では、勧誘に先立って事業者名・担当者名・商品の種類・勧誘の電話であることを告げる。問いかけはその後になる。",
    grade: "A",
    industries: [...sales],
    direction: "outbound",
  },
  {
    cite: "電気通信事業法第27条の2第2号",
    gist: "電気通信サービスの勧誘では、先に自己の名称と勧誘であることを告げる。",
    grade: "A",
    industries: ["telecom"],
    direction: "outbound",
  },
  {
    cite: "個人情報保護法第17条第1項",
    gist: "個人情報は利用目的をできる限り特定して取り扱う。目的を言わずに集めることはこの考えに合わない。",
    grade: "A",
  },
  {
    cite: "個人情報保護法第18条",
    gist: "個人情報は、特定した利用目的の範囲で扱う。",
    grade: "A",
  },
];

export const credentialBasis: Provision[] = [
  {
    cite: "番号法第15条",
    gist: "法律の定める場合のほか、誰も他人に個人番号(マイナンバー)の提供を求めてはならない。",
    grade: "A",
  },
  {
    cite: "割賦販売法第49条の2第2項",
    gist: "人を欺いてクレジットカード番号等を提供させる行為は罰せられる。",
    grade: "A",
  },
  {
    cite: "割賦販売法第35条の16",
    gist: "クレジットカード番号等を扱う事業者は、定められた基準で安全に管理する。",
    grade: "B",
  },
  {
    cite: "不正アクセス禁止法第4条",
    gist: "不正アクセスに使う目的で他人の識別符号(パスワードなど)を得てはならない。",
    grade: "B",
  },
];

export const sourceBasis: Provision[] = [
  {
    cite: "栃木県消費生活条例施行規則(栃木県規則第17号)別表1(2)",
    gist: "消費者が求めたときに連絡先などを隠し、または偽って勧誘してはならない(栃木県の消費者)。",
    grade: "A",
  },
];
