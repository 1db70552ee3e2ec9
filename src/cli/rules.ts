import { KikimimiError } from "../errors.js";
import { nearest } from "../nearest.js";
import type { Locale } from "../report/build.js";
import type { Rule } from "../rules/rule.js";
import { type ConfiguredOptions, configured } from "./configured.js";

interface Options extends ConfiguredOptions {
  json?: boolean;
}

const severities = {
  ja: { low: "低", medium: "中", high: "高", critical: "重大" },
  en: { low: "low", medium: "medium", high: "high", critical: "critical" },
} as const;

const asData = (rule: Rule, locale: Locale) => ({
  id: rule.id,
  category: rule.category,
  severity: rule.severity,
  ...(rule.off ? { off: true } : {}),
  ...(rule.threshold === undefined ? {} : { threshold: rule.threshold }),
  title: rule.text.title[locale],
  message: rule.text.message[locale],
  advice: rule.text.advice[locale],
  flags: rule.text.flags,
  clean: rule.text.clean,
  legalBasis: rule.legalBasis,
});

/** `kikimimi rules`: every rule as configured, with its severity and legal basis. */
export async function listRules({ json, ...options }: Options): Promise<void> {
  const { rules, locale } = await configured(options);
  if (json) {
    console.log(
      JSON.stringify(
        rules.map((r) => asData(r, locale)),
        null,
        2,
      ),
    );
    return;
  }
  for (const rule of rules) {
    const off = rule.off ? (locale === "ja" ? "  (使わない)" : "  (off)") : "";
    console.log(`${rule.id}  [${severities[locale][rule.severity]}]  ${rule.text.title[locale]}${off}`);
    const basis = rule.legalBasis.map((p) => p.cite).join("、");
    if (basis) console.log(`    ${basis}`);
  }
}

/**
 * `kikimimi explain RULE`; the category may be left out.
 * @throws KikimimiError `bad-option` for a rule that does not exist
 */
export async function explainRule(id: string, { json, ...options }: Options): Promise<void> {
  const { rules, locale } = await configured(options);
  const named = rules.filter((r) => r.id === id || r.id.endsWith(`/${id}`));
  const rule = named.length === 1 ? named[0] : undefined;
  if (!rule) {
    const ids = rules.map((r) => r.id);
    const near = ids.filter((r) => r.includes(id));
    throw new KikimimiError(
      "bad-option",
      { ja: `そのような規則はありません: ${id}`, en: `there is no such rule: ${id}` },
      {
        expected: near.length
          ? near.join(" | ")
          : { ja: "kikimimi rules に並ぶ規則の名前", en: "a rule that kikimimi rules lists" },
        hint: near.length ? undefined : nearest(id, ids),
      },
    );
  }
  if (json) {
    console.log(JSON.stringify(asData(rule, locale), null, 2));
    return;
  }
  const ja = locale === "ja";
  console.log(`${rule.text.title[locale]}  ${rule.id}  [${severities[locale][rule.severity]}]\n`);
  console.log(`${rule.text.message[locale]}\n`);
  console.log(`${ja ? "言い換え" : "Instead"}: ${rule.text.advice[locale]}\n`);
  console.log(ja ? "指摘する例" : "Flagged");
  for (const line of rule.text.flags) console.log(`  ✗ ${line}`);
  console.log(ja ? "指摘しない例" : "Not flagged");
  for (const line of rule.text.clean) console.log(`  ✓ ${line}`);
  if (rule.legalBasis.length) console.log(`\n${ja ? "関係法令" : "Legal basis"}`);
  for (const p of rule.legalBasis) {
    const limits = [...(p.industries ?? []), ...(p.direction ? [p.direction] : [])].join(", ");
    console.log(`  ${p.cite} (${p.grade})${limits ? ` [${limits}]` : ""}\n    ${p.gist}`);
  }
}
