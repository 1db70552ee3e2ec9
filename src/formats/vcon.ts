import { KikimimiError } from "../errors.js";
import { roleOfLabel } from "../transcript/role-words.js";
import type { Direction, Speaker } from "../transcript/schema.js";
import { directionOf } from "./direction.js";
import type { Draft, Format, FormatInput, Turn } from "./format.js";
import { isObject, type JsonObject, label, number, object, objects, present } from "./json.js";
import { without } from "./markup.js";
import { dateToMs } from "./time.js";
import { decodedBody, turnsOfBody } from "./vcon-body.js";

interface Party {
  name: string;
  role: Speaker | undefined;
}

function partiesOf(vcon: JsonObject): Party[] {
  return (Array.isArray(vcon.parties) ? vcon.parties : []).map((value: unknown, i): Party => {
    const party = object(value);
    const name = label(party.name) ?? label(party.tel) ?? label(party.mailto) ?? `party ${i}`;
    const said = label(party.role) ?? label(object(party.meta).role) ?? label(object(party.meta).type);
    return { name, role: (said ? roleOfLabel(said) : undefined) ?? roleOfLabel(name) };
  });
}

/** Who a text dialog is from: the originator, else the first of its parties. */
function senderOf(dialog: JsonObject): number | undefined {
  // A recording with a channel for each party may list several under the first.
  const first: unknown = Array.isArray(dialog.parties) ? dialog.parties.flat()[0] : dialog.parties;
  return number(dialog.originator) ?? number(first);
}

/** The company's party called: outbound. The draft has no member for it; `meta.direction` is common. */
function directionOfDialog(dialog: JsonObject, parties: readonly Party[]): Direction | undefined {
  const said = directionOf(object(dialog.meta).direction ?? dialog.direction);
  if (said) return said;
  const role = parties[senderOf(dialog) ?? -1]?.role;
  return role === "agent" ? "outbound" : role === "customer" ? "inbound" : undefined;
}

/** Labels that are a party's name take its role. */
function withParties(turns: readonly Turn[], parties: readonly Party[]): Turn[] {
  return turns.map((turn) => {
    if (turn.role || !turn.label) return turn;
    const wanted = turn.label.trim().toLowerCase();
    const party = parties.find(({ name }) => name.toLowerCase() === wanted);
    return party?.role ? { ...turn, role: party.role } : turn;
  });
}

interface Candidate {
  turns: Turn[];
  dialog: number;
  /** The transcript is of one party's words only. */
  party: number | undefined;
  place: string;
}

function candidatesOf(vcon: JsonObject, parties: readonly Party[]): Candidate[] {
  const found: Candidate[] = [];
  for (const list of ["analysis", "attachments"] as const) {
    objects(vcon[list]).forEach((entry, i) => {
      const kind = String(entry.type ?? entry.purpose ?? "");
      const body = decodedBody(entry);
      const telling = /transcri/i.test(kind) || (list === "analysis" && Array.isArray(body));
      if (!telling || body === undefined || body === null) return;
      const party = number(entry.party);
      const place = `${list}[${i}]`;
      const turns = withParties(turnsOfBody(body), parties).map((turn) => ({
        ...turn,
        place: `${place}.${turn.place ?? "body"}`,
      }));
      if (!turns.some((turn) => turn.text.trim())) return;
      const dialog = number(Array.isArray(entry.dialog) ? entry.dialog[0] : entry.dialog) ?? 0;
      const alone = party !== undefined && turns.every((turn) => !turn.label && !turn.role);
      found.push({ turns, dialog, party: alone ? party : undefined, place });
    });
  }
  return found;
}

/** How much a transcript tells: speakers first, then times, then length. */
function worth({ turns }: Candidate): number {
  const voices = new Set(turns.map((turn) => turn.role ?? turn.label)).size;
  const timed = turns.filter((turn) => turn.startMs !== undefined || turn.startAt !== undefined).length / turns.length;
  return Math.min(voices, 2) * 10 + timed * 5 + Math.min(1, turns.length / 1000);
}

function textTurns(dialog: JsonObject, index: number, parties: readonly Party[]): Turn[] {
  const body = decodedBody(dialog);
  if (typeof body !== "string")
    return isObject(body) || Array.isArray(body) ? withParties(turnsOfBody(body), parties) : [];
  const html = /html/.test(String(dialog.mediatype ?? dialog.mimetype ?? ""));
  const bare = without(body, "style");
  const text = html ? bare.replace(/<[^<>]+>/g, " ") : body;
  const whole = turnsOfBody(text).filter((turn) => turn.label);
  const place = `dialog[${index}]`;
  if (whole.length > 1 && new Set(whole.map((turn) => turn.label)).size > 1) return withParties(whole, parties);
  const from = senderOf(dialog);
  const party = from === undefined ? undefined : parties[from];
  const startAt = dateToMs(dialog.start);
  const length = number(dialog.duration);
  const endAt = startAt === undefined || !length ? undefined : startAt + length * 1000;
  return [
    {
      text,
      role: party?.role,
      label: party?.name ?? (from === undefined ? undefined : `party ${from}`),
      startAt,
      endAt,
      place,
    },
  ];
}

function turnsOf(vcon: JsonObject, parties: readonly Party[]): { turns: Turn[]; several: boolean } {
  const dialogs = objects(vcon.dialog);
  const candidates = candidatesOf(vcon, parties);
  let several = false;
  const turns = dialogs.flatMap((dialog, index) => {
    const own = candidates.filter((candidate) => candidate.dialog === index);
    const single = own.filter((candidate) => candidate.party !== undefined);
    const [best, next] = own.filter((candidate) => candidate.party === undefined).sort((a, b) => worth(b) - worth(a));
    if (next) several = true;
    const start = dateToMs(dialog.start);
    const placed = (list: readonly Turn[]): Turn[] =>
      // Several recordings of one call are put one after the other by when each began.
      dialogs.length > 1 && start !== undefined
        ? list.map((turn) => ({
            ...turn,
            startAt: turn.startAt ?? (turn.startMs === undefined ? undefined : start + turn.startMs),
            endAt: turn.endAt ?? (turn.endMs === undefined ? undefined : start + turn.endMs),
            startMs: undefined,
            endMs: undefined,
          }))
        : [...list];
    if (best && (single.length < 2 || worth(best) >= 20)) return placed(best.turns);
    if (single.length > 0) {
      return placed(
        single.flatMap(({ turns: said, party = 0 }) =>
          said.map((turn) => ({
            ...turn,
            role: parties[party]?.role,
            label: parties[party]?.name ?? `party ${party}`,
          })),
        ),
      );
    }
    return dialog.type === "text" || (dialog.type === undefined && typeof dialog.body === "string")
      ? textTurns(dialog, index, parties)
      : [];
  });
  if (turns.length > 0) return { turns, several };
  const [best] = candidates.sort((a, b) => worth(b) - worth(a));
  return { turns: best?.turns ?? [], several: candidates.length > 1 };
}

/** @throws KikimimiError `unknown-format` for the signed and encrypted forms */
function refuseSealed(file: JsonObject): void {
  const signed = "signatures" in file && "payload" in file;
  const encrypted = "ciphertext" in file;
  if (!signed && !encrypted) return;
  throw new KikimimiError(
    "unknown-format",
    signed
      ? { ja: "署名つき(JWS)の vCon です", en: "this vCon is signed (JWS)" }
      : { ja: "暗号化(JWE)された vCon です", en: "this vCon is encrypted (JWE)" },
    {
      expected: { ja: "署名も暗号化もない vCon", en: "a vCon that is neither signed nor encrypted" },
      hint: signed
        ? {
            ja: "署名を検証して、中の vCon を取り出してから渡してください",
            en: "verify the signature and take the vCon out first",
          }
        : { ja: "復号してから渡してください", en: "decrypt it first" },
    },
  );
}

/**
 * vCon: conversations in the IETF's container. Turns come from text dialogs, or from transcripts among the analyses and
 * attachments, in whatever vendor's shape.
 * @see https://datatracker.ietf.org/doc/draft-ietf-vcon-vcon-core/
 */
export const vcon: Format = {
  name: "vcon",
  detect({ json }: FormatInput): number {
    if (!isObject(json)) return 0;
    if (
      ("signatures" in json && "payload" in json) ||
      ("ciphertext" in json && ("recipients" in json || "protected" in json))
    )
      return 0.9;
    const parts = ["parties", "dialog", "analysis", "attachments"].filter((key) => Array.isArray(json[key]));
    if (typeof json.vcon === "string" && parts.length > 0) return 0.99;
    return Array.isArray(json.parties) && (Array.isArray(json.dialog) || Array.isArray(json.analysis)) ? 0.95 : 0;
  },
  parse({ json }: FormatInput): Draft[] {
    const file = object(json);
    refuseSealed(file);
    const parties = partiesOf(file);
    const dialogs = objects(file.dialog);
    const first = dialogs[0] ?? {};
    const { turns, several } = turnsOf(file, parties);
    const agent = parties.findIndex(({ role }) => role === "agent");
    const details = object((Array.isArray(file.parties) ? file.parties : [])[agent]);
    if (turns.length === 0 && dialogs.some((dialog) => dialog.type === "recording")) {
      throw new KikimimiError(
        "bad-transcript",
        { ja: "録音だけで書き起こしがない vCon です", en: "this vCon has a recording and no transcript" },
        {
          path: "analysis",
          expected: {
            ja: "transcript または wtf_transcription の analysis",
            en: "an analysis of type transcript or wtf_transcription",
          },
          hint: { ja: "書き起こしを加えてから渡してください", en: "add the transcript first" },
        },
      );
    }
    return [
      {
        turns,
        callId: label(file.uuid) ?? label(first.interaction_id) ?? label(first.session_id),
        direction: directionOfDialog(first, parties),
        startedAt: dateToMs(first.start),
        agent: { id: label(details.uuid) ?? label(details.id), name: label(details.name) },
        source: present({
          uuid: file.uuid,
          subject: file.subject,
          campaign: first.campaign,
          interactionId: first.interaction_id,
          queue: first.skill,
          redacted: isObject(file.redacted) && Object.keys(file.redacted).length ? file.redacted : undefined,
        }),
        warnings: several ? [{ code: "several-transcripts" }] : [],
      },
    ];
  },
};
