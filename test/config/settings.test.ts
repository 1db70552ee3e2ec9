import { describe, expect, it } from "vitest";
import type { AnalyzerOptions } from "../../src/analyzer.js";
import type { SettingsInput } from "../../src/config/schema.js";
import { parseDictionary } from "../../src/dictionary/load.js";
import type { Report } from "../../src/report/schema.js";
import type { Transcript } from "../../src/transcript/schema.js";
import { say } from "../dialogue/call.js";
import { testAnalyzer } from "../engine.js";

async function analyse(
  settings: SettingsInput,
  lines: string[],
  more: Partial<Transcript> = {},
  options: AnalyzerOptions = {},
): Promise<Report> {
  const analyzer = await testAnalyzer({ settings, ...options });
  return analyzer.analyze({ callId: "1", direction: "outbound", ...more, utterances: say(...lines) });
}
const found = (report: Report) => report.findings.map((f) => f.ruleId);

const asking = "担: ご本人様確認のため、生年月日を教えていただけますか。";
const refusal = (settings: unknown) =>
  testAnalyzer({ settings: settings as SettingsInput }).then(
    () => "accepted",
    (e: Error) => e.message,
  );

describe("rules", () => {
  it("are switched off, one or a family, and single ones on again", async () => {
    expect(found(await analyse({}, [asking]))).toContain("personal-data/request");
    expect(found(await analyse({ rules: { "personal-data/request": "off" } }, [asking]))).not.toContain(
      "personal-data/request",
    );
    expect(found(await analyse({ rules: { "personal-data/*": false } }, [asking]))).not.toContain(
      "personal-data/request",
    );
    const both = { "personal-data/*": "off", "personal-data/request": "on" } as const;
    expect(found(await analyse({ rules: both }, [asking]))).toContain("personal-data/request");
  });

  it("leave the others as they were when one is switched off", async () => {
    const lines = [asking, "客: どちら様ですか。", "担: 今日中に決めていただかないと、明日から電話が止まります。"];
    const all = await analyse({}, lines);
    const rest = await analyse({ rules: { "personal-data/request": "off" } }, lines);
    expect(rest.findings).toEqual(all.findings.filter((f) => f.ruleId !== "personal-data/request"));
    expect(rest.findings.length).toBeGreaterThan(0);
  });

  it("have the severity that is set, and the risk follows", async () => {
    const usual = await analyse({}, [asking]);
    const grave = await analyse({ rules: { "personal-data/request": "critical" } }, [asking]);
    expect(grave.findings.find((f) => f.ruleId === "personal-data/request")?.severity).toBe("critical");
    expect(grave.risk.score).toBeGreaterThan(usual.risk.score);
  });

  it("find from their threshold on: for all, or for one", async () => {
    const { confidence } = (await analyse({}, [asking])).findings.find((f) => f.ruleId === "personal-data/request") ?? {
      confidence: 0,
    };
    const above = Math.min(1, confidence + 0.01);
    expect(found(await analyse({ threshold: above }, [asking]))).not.toContain("personal-data/request");
    const one = { threshold: above, rules: { "personal-data/request": { threshold: confidence - 0.01 } } };
    expect(found(await analyse(one, [asking]))).toContain("personal-data/request");
  });

  it("that do not exist are refused with the name that was meant", async () => {
    expect(await refusal({ rules: { "pressure/urgencyy": "off" } })).toBe(
      "rules.pressure/urgencyy: そのような規則はありません → もしかして pressure/urgency ?",
    );
  });
});

describe("settings that do not fit", () => {
  it.each([
    [{ compani: { name: "さくら" } }, /^compani: そのような項目はありません → もしかして company \?$/u],
    [{ company: { nam: "さくら" } }, /^company\.nam: .*もしかして name/u],
    [{ threshold: 2 }, /^threshold: 値が違います/u],
    [{ hours: { from: "8時" } }, /^hours\.from: 値が違います/u],
    [{ hours: { from: "20:00", to: "09:00" } }, /^hours\.to: 時間帯の始まりが終わりより後です/u],
    [{ industry: "通信" }, /^industry: 値が違います .*telecom/u],
    [
      { rules: { "pressure/urgency": { severity: "hi" } } },
      /^rules\.pressure\/urgency\.severity: 値が違います .*critical/u,
    ],
    [{ mustSay: [{ id: "a", title: "録音", by: { line: 3 } }] }, /^mustSay\[0\]\.by.*line/u],
  ])("%j", async (settings, message) => {
    expect(await refusal(settings)).toMatch(message);
  });
});

describe("what every call is known to have", () => {
  it("is the company's name, so that it is recognised however it is said", async () => {
    const lines = ["担: お世話になっております、そよかぜのご案内です。光回線のご契約をおすすめしております。"];
    const passed = (r: Report) => r.checklist.find((c) => c.id === "company-named")?.passed;
    expect(passed(await analyse({}, lines))).toBe(false);
    expect(passed(await analyse({ company: { name: "株式会社凪野商会", aliases: ["そよかぜ"] } }, lines))).toBe(true);
  });

  it("is the industry, which chooses the provisions; a call's own word for it is translated", async () => {
    const basis = (r: Report) => r.findings.flatMap((f) => f.legalBasis).join();
    expect(basis(await analyse({}, [asking]))).not.toContain("電気通信事業法");
    expect(basis(await analyse({ industry: "telecom" }, [asking]))).toContain("電気通信事業法");
    const own = { industries: { 卸: "telecom" } } as const;
    expect(basis(await analyse(own, [asking], { industry: "卸" }))).toContain("電気通信事業法");
    expect(basis(await analyse({ industry: "telecom" }, [asking], { industry: "real-estate" }))).not.toContain(
      "電気通信事業法",
    );
  });

  it("is what the company sells", async () => {
    const lines = [
      "担: 凪野商会の佐伯です。ホシゾラのご契約のご案内でお電話しました。いかがでしょうか、お申し込みになりませんか。",
    ];
    const passed = (r: Report) => r.checklist.find((c) => c.id === "product-stated")?.passed;
    expect(passed(await analyse({}, lines))).toBe(false);
    expect(passed(await analyse({ products: ["ホシゾラ"] }, lines))).toBe(true);
  });
});

describe("hours and length", () => {
  const pitch = ["担: 新しい電気のプランがお得です、お申し込みいかがですか。"];
  const at = (startedAt: string) => ({ startedAt });

  it("are the company's own, and cite no law where the law allows the hour", async () => {
    const settings: SettingsInput = { hours: { from: "10:00", to: "18:00" } };
    expect(found(await analyse({}, pitch, at("2026-05-12T19:00:00+09:00")))).not.toContain("handling/nuisance-hours");
    const evening = await analyse(settings, pitch, at("2026-05-12T19:00:00+09:00"));
    const night = await analyse(settings, pitch, at("2026-05-12T22:00:00+09:00"));
    const of = (r: Report) => r.findings.find((f) => f.ruleId === "handling/nuisance-hours");
    expect(of(evening)?.legalBasis).toEqual([]);
    expect(of(evening)?.message).toContain("10:00–18:00");
    expect(of(night)?.legalBasis).toEqual(["特定商取引法第22条"]);
  });

  it("know days of rest, as they are in Japan", async () => {
    const settings: SettingsInput = { hours: { days: ["mon", "tue", "wed", "thu", "fri"] } };
    const sunday = await analyse(settings, pitch, at("2026-05-09T23:00:00Z"));
    const monday = await analyse(settings, pitch, at("2026-05-10T23:00:00Z"));
    expect(found(sunday)).toContain("handling/nuisance-hours");
    expect(found(monday)).not.toContain("handling/nuisance-hours");
  });

  it("bind every call of the company's where they are to", async () => {
    const reminder = ["担: 今月分のお支払いがまだのようでしたのでお電話しました。"];
    const settings = (calls: "solicitation" | "outbound"): SettingsInput => ({
      industry: "collection",
      hours: { calls },
    });
    const night = at("2026-05-12T22:00:00+09:00");
    expect(found(await analyse(settings("solicitation"), reminder, night))).not.toContain("handling/nuisance-hours");
    const report = await analyse(settings("outbound"), reminder, night);
    expect(report.findings.find((f) => f.ruleId === "handling/nuisance-hours")?.legalBasis).toEqual([
      "貸金業法第21条第1項第1号",
    ]);
  });

  it("limit the length of a solicitation", async () => {
    const analyzer = await testAnalyzer({ settings: { maxMinutes: 20 } });
    const lasting = (minutes: number) =>
      found(
        analyzer.analyze({
          callId: "1",
          direction: "outbound",
          utterances: [{ ...say(...pitch)[0]!, startMs: 0, endMs: minutes * 60_000 }],
        }),
      );
    expect(lasting(20)).not.toContain("handling/overlong");
    expect(lasting(21)).toContain("handling/overlong");
  });
});

describe("own words not to be said", () => {
  const dictionary = parseDictionary(
    "own.yaml",
    `free:
  about: 「完全無料」
  finding:
    severity: high
    message: { ja: 完全無料は使わないことになっています。, en: We do not say entirely free. }
    advice: 初期費用と月額を言います。
    legalBasis: [応対規程 3-2]
  entries:
    - phrases: [完全無料, まったくの無料]
      match: [こちらは完全無料です]
      ignore: [完全無料ではございません, 完全無料と言われたお客様もいます]
`,
  );
  const lines = (text: string) => [`担: ${text}`];
  const own = { dictionaries: [dictionary] };

  it.each([{}, { model: false as const }])("are a finding without code (%j)", async (model) => {
    const report = await analyse({}, lines("こちらは完全無料でご利用いただけます。"), {}, { ...own, ...model });
    expect(report.findings.find((f) => f.ruleId === "custom/free")).toMatchObject({
      category: "custom",
      severity: "high",
      confidence: 0.9,
      quote: "完全無料",
      message: "完全無料は使わないことになっています。",
      legalBasis: ["応対規程 3-2"],
    });
  });

  it.each([
    "完全無料ではございません。",
    "完全無料と言われたというお話は事実ではございません。",
    "もし完全無料の場合は書面に書きます。",
  ])("are none when denied, quoted or supposed: %s", async (text) => {
    expect(found(await analyse({}, lines(text), {}, own))).not.toContain("custom/free");
  });

  it("are none from the customer", async () => {
    expect(
      found(await analyse({}, ["客: 完全無料ですよね。", "担: いいえ、月額がかかります。"], {}, own)),
    ).not.toContain("custom/free");
  });

  it("leave what the others find as it was, and obey settings like them", async () => {
    const call = [asking, "担: 今日中に完全無料で決めていただかないと困ります。"];
    const others = (r: Report) => r.findings.filter((f) => f.category !== "custom");
    expect(others(await analyse({}, call, {}, own))).toEqual(others(await analyse({}, call)));
    expect(found(await analyse({ rules: { "custom/free": "off" } }, call, {}, own))).not.toContain("custom/free");
    expect(found(await analyse({ rules: { "custom/free": { threshold: 0.95 } } }, call, {}, own))).not.toContain(
      "custom/free",
    );
  });
});
