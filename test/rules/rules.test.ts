import { describe, expect, it } from "vitest";
import { Category } from "../../src/report/schema.js";
import { rules } from "../../src/rules/index.js";
import { provisionsFor } from "../../src/rules/industry.js";

/** Every rule of the taxonomy, by category. */
const taxonomy: Record<string, string[]> = {
  "personal-data": ["request", "credential", "source-concealed"],
  "unverifiable-claim": [
    "authority",
    "threat",
    "certainty",
    "obligation",
    "self-verification",
    "prior-dealing",
    "efficacy",
  ],
  pressure: [
    "urgency",
    "fear",
    "persistence",
    "coercion",
    "appointment",
    "favor",
    "social-proof",
    "isolation",
    "assumed-consent",
    "cancellation-blocked",
    "funding",
    "payment-instruction",
    "device-takeover",
    "pity",
    "reward-lure",
  ],
  dismissive: ["hang-up", "take-it-or-leave-it", "stonewalling", "belittling"],
  disclosure: [
    "no-company",
    "no-agent-name",
    "no-purpose",
    "hidden-purpose",
    "no-product",
    "borrowed-name",
    "impersonation",
  ],
  handling: [
    "knowledge-gap",
    "escalation-refused",
    "broken-promise",
    "nuisance-hours",
    "coached-falsehood",
    "paper-avoided",
    "hung-up",
    "overlong",
  ],
};

describe("the rules", () => {
  it("are those of the taxonomy, each once", () => {
    const wanted = Object.entries(taxonomy).flatMap(([category, names]) => names.map((n) => `${category}/${n}`));
    expect(rules.map((r) => r.id).sort()).toEqual(wanted.sort());
  });

  it.each(rules.map((r) => [r.id, r] as const))("%s says what it is in both languages", (_, rule) => {
    Category.parse(rule.category);
    expect(rule.id.startsWith(`${rule.category}/`)).toBe(true);
    for (const text of [rule.text.title, rule.text.message, rule.text.advice]) {
      expect(text.ja).toMatch(/[ぁ-ん一-龠]/u);
      expect(text.en).toMatch(/^[\x20-\x7e–—’“”…]+$/u);
    }
    expect(rule.propose ?? rule.conclude).toBeDefined();
  });

  it.each(rules.map((r) => [r.id, r] as const))("%s rests on provisions of grade A or B only", (_, rule) => {
    for (const p of rule.legalBasis) {
      expect(["A", "B"]).toContain(p.grade);
      expect(p.cite).toMatch(/\S/u);
      expect(p.gist).toMatch(/[ぁ-ん]/u);
    }
  });
});

describe("legal basis", () => {
  const persistence = rules.find((r) => r.id === "pressure/persistence");
  const cites = (industry: string | undefined, direction: "outbound" | "inbound" = "outbound") =>
    provisionsFor(persistence?.legalBasis ?? [], industry, direction).map((p) => p.cite);

  it("is that of the general law where no industry is given", () => {
    expect(cites(undefined).join()).toContain("特定商取引法第17条");
  });

  it("is that of the trade's own law where it has one", () => {
    expect(cites("telecom").join()).not.toContain("特定商取引法第17条");
    expect(cites("不動産").join()).toContain("宅地建物取引業法");
  });
});
