import { KikimimiError } from "../errors.js";
import { byName } from "../transcript/by-name.js";
import { roleOfLabel, rolesOfLetters } from "../transcript/role-words.js";
import { inferRoles, inferTurnRoles, soundsTwoSided, swapLikelihood } from "../transcript/roles.js";
import type { Speaker } from "../transcript/schema.js";
import type { Warn } from "./assemble.js";
import { neededRoleEvidence, shippedRoleEvidence } from "./evidence.js";
import type { Draft, ReadOptions, Roles, Turn } from "./format.js";

/** From here on, agent and customer are said to be exchanged. */
const SWAP = 0.9;

/**
 * Who speaks each turn: as the options map it, else as the file says, else as the words tell.
 * @throws KikimimiError `bad-transcript` where nothing tells the speakers apart
 */
export function settleRoles(
  turns: readonly Turn[],
  draft: Draft,
  options: ReadOptions,
  warn: Warn,
): { speakers: Speaker[]; roles: Roles } {
  if (draft.script) {
    const forced = options.format !== undefined;
    // What nobody has called a script may be a call whose speakers were not told apart. One line that sounds like a
    // customer is not enough: scripts have such lines too.
    const evidence = forced ? undefined : (options.roleEvidence ?? shippedRoleEvidence());
    const texts = turns.map((turn) => turn.text);
    if (evidence && soundsTwoSided(texts, evidence, 2)) return oneStream(turns, options, warn);
    if (!forced) warn("all-agent");
    const roles: Roles = { source: forced ? "map" : "inferred", confidence: forced ? 1 : 0.5, labels: {} };
    return { speakers: turns.map(() => "agent"), roles };
  }
  const mapped = givenRoles(turns, options);
  const said = saidRoles(turns, mapped);
  const open = [
    ...new Set(turns.flatMap((turn) => (turn.role || !turn.label || said[turn.label] ? [] : [turn.label]))),
  ];
  const unlabelled = turns.some((turn) => !turn.role && !turn.label);

  let roles: Roles = { source: Object.keys(mapped).length ? "map" : "file", confidence: 1, labels: said };
  let assigned = said;
  const labels = new Set(turns.map((turn) => turn.label ?? ""));
  if (turns.every((turn) => !turn.role && !turn.label) || (open.length === 1 && labels.size === 1)) {
    return oneStream(turns, options, warn);
  }
  if (open.length > 0) {
    const texts = turns.flatMap((turn) => (turn.label && !turn.role ? [{ label: turn.label, text: turn.text }] : []));
    const roleOnly = Object.fromEntries(
      turns.flatMap((turn) => (turn.role ? [[`\u0000${turn.role}`, turn.role]] : [])),
    );
    const inference = inferRoles(texts, evidenceOf(options), byName(roleOnly, said));
    assigned = byName(
      Object.fromEntries(Object.entries(inference.roles).filter(([label]) => !label.startsWith("\u0000"))),
    );
    roles = { source: "inferred", confidence: inference.confidence, labels: assigned };
    warn("roles-inferred", undefined, `${Math.round(inference.confidence * 100)}%`);
  }
  const speakers = fill(
    turns.map((turn) => turn.role ?? (turn.label ? assigned[turn.label] : undefined)),
    unlabelled ? options : undefined,
    turns,
  );
  return checkSwap(turns, speakers, roles, options, warn);
}

const evidenceOf = (options: ReadOptions) => neededRoleEvidence(options.roleEvidence);

function givenRoles(turns: readonly Turn[], options: ReadOptions): Record<string, Speaker> {
  const given = byName<Speaker>(options.labels);
  for (const label of options.agentLabels ?? []) given[label] = "agent";
  for (const label of options.customerLabels ?? []) given[label] = "customer";
  if (Object.keys(given).length === 0) return byName();
  const labels = [...new Set(turns.flatMap((turn) => (turn.label === undefined ? [] : [turn.label])))];
  const found = byName<Speaker>();
  for (const label of labels) if (given[label]) found[label] = given[label];
  const others = labels.filter((label) => !found[label]);
  const sides = new Set(Object.values(found));
  // `--agent-label spk_0` says of everyone else that they are not the agent, and the other way round.
  if (!sides.has("customer") && sides.has("agent"))
    for (const label of others) found[label] = roleOfLabel(label) ?? "customer";
  else if (sides.has("customer") && !sides.has("agent"))
    for (const label of others) found[label] = roleOfLabel(label) ?? "agent";
  return found;
}

function saidRoles(turns: readonly Turn[], mapped: Record<string, Speaker>): Record<string, Speaker> {
  const labels = [...new Set(turns.flatMap((turn) => (turn.label === undefined ? [] : [turn.label])))];
  const letters = rolesOfLetters(labels);
  const said = byName<Speaker>();
  for (const label of labels) {
    const role = mapped[label] ?? roleOfLabel(label) ?? letters[label];
    if (role) said[label] = role;
  }
  for (const turn of turns) if (turn.label && turn.role && !mapped[turn.label]) said[turn.label] = turn.role;
  return said;
}

/** One voice, or none told apart: the words of each turn decide, if they can. */
function oneStream(turns: readonly Turn[], options: ReadOptions, warn: Warn): { speakers: Speaker[]; roles: Roles } {
  const evidence = evidenceOf(options);
  const texts = turns.map((turn) => turn.text);
  if (!soundsTwoSided(texts, evidence)) {
    throw new KikimimiError(
      "bad-transcript",
      {
        ja: "話者の区別がなく、内容からも推定できません",
        en: "speakers are not told apart, and cannot be inferred from what is said",
      },
      {
        expected: {
          ja: "話者のラベルまたはチャネルのある書き起こし",
          en: "a transcript with speaker labels or channels",
        },
        hint: {
          ja: "話者分離を有効にして書き起こすか、担当者だけの台本なら --input-format script を指定してください",
          en: "transcribe with speakers told apart, or give --input-format script for a script of the agent alone",
        },
      },
    );
  }
  const { roles, confidence } = inferTurnRoles(texts, evidence);
  warn("no-speakers", undefined, `${Math.round(confidence * 100)}%`);
  return { speakers: roles, roles: { source: "inferred", confidence, labels: {} } };
}

/** A turn without a speaker among turns that have one goes on with the one before it, as a carried-over cue does. */
function fill(speakers: (Speaker | undefined)[], options: ReadOptions | undefined, turns: readonly Turn[]): Speaker[] {
  const first = speakers.find((speaker) => speaker !== undefined) ?? "customer";
  if (!options) return speakers.map((speaker) => speaker ?? first);
  let previous: Speaker = first;
  const guesses = inferTurnRoles(
    turns.map((turn) => turn.text),
    evidenceOf(options),
  ).roles;
  return speakers.map((speaker, i) => {
    previous = speaker ?? (i === 0 ? (guesses[0] ?? previous) : previous);
    return previous;
  });
}

function checkSwap(
  turns: readonly Turn[],
  speakers: Speaker[],
  roles: Roles,
  options: ReadOptions,
  warn: Warn,
): { speakers: Speaker[]; roles: Roles } {
  if (roles.source === "inferred") return { speakers, roles };
  const evidence = options.roleEvidence ?? shippedRoleEvidence();
  if (!evidence) {
    warn("swap-unchecked");
    return { speakers, roles };
  }
  const likelihood = swapLikelihood(
    turns.map((turn, i) => ({ speaker: speakers[i] ?? "customer", text: turn.text })),
    evidence,
  );
  if (likelihood < SWAP) return { speakers, roles };
  // What the user has mapped is not overruled, only doubted.
  if (!options.repairRoles || roles.source === "map") {
    warn("roles-swapped", undefined, `${Math.round(likelihood * 100)}%`);
    return { speakers, roles: { ...roles, swapConfidence: likelihood } };
  }
  warn("roles-repaired", undefined, `${Math.round(likelihood * 100)}%`);
  const other = (speaker: Speaker): Speaker =>
    speaker === "agent" ? "customer" : speaker === "customer" ? "agent" : speaker;
  return {
    speakers: speakers.map(other),
    roles: {
      ...roles,
      labels: Object.fromEntries(Object.entries(roles.labels).map(([label, speaker]) => [label, other(speaker)])),
      swapConfidence: likelihood,
      repaired: true,
    },
  };
}
