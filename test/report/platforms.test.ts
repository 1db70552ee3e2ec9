import { describe, expect, it } from "vitest";
import { toContactLens } from "../../src/report/contact-lens.js";
import type { Finding, Report } from "../../src/report/schema.js";
import { addToVcon, toVconAnalysis } from "../../src/report/vcon.js";
import type { Transcript } from "../../src/transcript/schema.js";
import { fixture, readOne } from "../formats/fixtures.js";

const finding = (ruleId: string, utteranceIndex: number | null, start = 0, end = 2): Finding => ({
  id: `${ruleId}-${utteranceIndex}`,
  ruleId,
  category: ruleId.split("/")[0] ?? "",
  severity: "high",
  confidence: 0.9,
  utteranceIndex,
  span: utteranceIndex === null ? null : { start, end },
  quote: null,
  message: "",
  advice: "",
  evidence: [],
  legalBasis: [],
});

const report = (findings: Finding[]): Report => ({
  schemaVersion: 1,
  pack: "0.0.0+0123456789abcdef",
  callId: "call-1",
  direction: { value: "inbound", source: "declared" },
  risk: { level: "high", score: 60 },
  findings,
  checklist: [],
});

const { transcript } = readOne(fixture("kikimimi.json"));

describe("Contact Lens", () => {
  it("groups points of interest by rule, over the turn they are in", () => {
    const out = toContactLens(
      report([
        finding("personal-data/request", 2),
        finding("pressure/urgency", 0),
        finding("personal-data/request", 0),
      ]),
      transcript,
    );
    expect(out.Categories).toEqual({
      MatchedCategories: ["personal-data/request", "pressure/urgency"],
      MatchedDetails: {
        "personal-data/request": {
          PointsOfInterest: [
            { BeginOffsetMillis: 7500, EndOffsetMillis: 10900 },
            { BeginOffsetMillis: 500, EndOffsetMillis: 4200 },
          ],
        },
        "pressure/urgency": { PointsOfInterest: [{ BeginOffsetMillis: 500, EndOffsetMillis: 4200 }] },
      },
    });
  });

  it("matches a category without a point for a finding about the call", () => {
    expect(toContactLens(report([finding("disclosure/name", null)]), transcript).Categories).toEqual({
      MatchedCategories: ["disclosure/name"],
      MatchedDetails: { "disclosure/name": { PointsOfInterest: [] } },
    });
  });

  it("ends a turn without an end where the next one starts", () => {
    const open: Transcript = {
      callId: "c",
      utterances: [
        { speaker: "agent", text: "あ", startMs: 10 },
        { speaker: "customer", text: "い" },
        { speaker: "agent", text: "う", startMs: 90 },
      ],
    };
    const points = toContactLens(report([finding("x/y", 0), finding("x/y", 2)]), open).Categories.MatchedDetails["x/y"]
      ?.PointsOfInterest;
    expect(points).toEqual([
      { BeginOffsetMillis: 10, EndOffsetMillis: 90 },
      { BeginOffsetMillis: 90, EndOffsetMillis: 90 },
    ]);
  });

  it("points at characters where there are no times", () => {
    const timeless: Transcript = { callId: "c", utterances: [{ speaker: "agent", text: "お名前は" }] };
    const out = toContactLens(report([finding("x/y", 0, 1, 3)]), timeless);
    expect(out.Categories.MatchedDetails["x/y"]?.PointsOfInterest).toEqual([
      { TranscriptItems: [{ Id: out.Transcript[0]?.Id, CharacterOffsets: { BeginOffsetChar: 1, EndOffsetChar: 3 } }] },
    ]);
  });

  it("can be read back as the same call", () => {
    const back = readOne(JSON.stringify(toContactLens(report([finding("x/y", 0)]), transcript)));
    expect(back.format).toBe("contact-lens");
    expect(back.transcript.callId).toBe("call-1");
    expect(back.transcript.utterances).toEqual(transcript.utterances);
  });
});

describe("vCon", () => {
  it("is an analysis with vendor, schema and the report as JSON", () => {
    const analysis = toVconAnalysis(report([]), [0, 1]);
    expect(analysis).toMatchObject({
      type: "report",
      vendor: "kikimimi",
      dialog: [0, 1],
      encoding: "json",
      schema: "kikimimi-report-1",
    });
    expect(JSON.parse(JSON.stringify(analysis.body))).toEqual(report([]));
  });

  it("joins the others, replaces its own earlier one, and leaves the call readable and the original alone", () => {
    const vcon = JSON.parse(new TextDecoder().decode(fixture("vcon-wtf.json"))) as { analysis: unknown[] };
    const before = structuredClone(vcon);
    const once = addToVcon(vcon, report([]));
    const twice = addToVcon(once, report([finding("x/y", 0)]));
    expect(vcon).toEqual(before);
    expect(twice.analysis).toHaveLength(before.analysis.length + 1);
    expect(twice.analysis.at(-1)).toMatchObject({ body: { findings: [{ ruleId: "x/y" }] } });
    expect(readOne(JSON.stringify(twice)).transcript).toEqual(readOne(fixture("vcon-wtf.json")).transcript);
  });
});
