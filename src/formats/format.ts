import type { RoleEvidence } from "../transcript/role-evidence.js";
import type { Direction, Speaker, Transcript } from "../transcript/schema.js";
import type { Encoding } from "./encoding.js";
import type { Limits } from "./limits.js";
import type { WarningCode } from "./warnings.js";

/** One turn as a file gives it, before roles and times are settled. */
export interface Turn {
  text: string;
  /** Who spoke, as the file names them: `spk_0`, `SPEAKER_01`, `オペレーター`. */
  label?: string | undefined;
  /** Set where the format itself says the role. */
  role?: Speaker | undefined;
  /** Milliseconds since the start of the call. */
  startMs?: number | undefined;
  endMs?: number | undefined;
  /** Unix milliseconds, where the file gives absolute times instead. */
  startAt?: number | undefined;
  endAt?: number | undefined;
  /** How the words were spoken, in kana, where the recogniser says so. */
  reading?: string | undefined;
  /** Where the turn stands in the file, for error messages: `Transcript[3]`, `line 12`. */
  place?: string | undefined;
}

/** What a format makes of one call. */
export interface Draft {
  turns: Turn[];
  callId?: string | undefined;
  direction?: Direction | undefined;
  /** Unix milliseconds, or ISO 8601 as the file has it. */
  startedAt?: number | string | undefined;
  industry?: string | undefined;
  agent?: { id?: string | undefined; name?: string | undefined } | undefined;
  company?: { name?: string | undefined } | undefined;
  /** What else the file says: contact id, queue, redactions. Goes to `metadata.source`. */
  source?: Record<string, unknown> | undefined;
  /** A transcript in our own shape: taken as it is. */
  canonical?: Transcript | undefined;
  /** Whether turns must already stand in order of time, or are put in order. */
  order?: "strict" | "sort" | undefined;
  /** Every turn is the agent's: a talk script. */
  script?: boolean | undefined;
  warnings?: { code: WarningCode; place?: string | undefined; detail?: string | undefined }[] | undefined;
  /** Where the call stands in the file: `[3]`, `line 12`. */
  place?: string | undefined;
}

/** A file's text (or its cells) as a format sees it. */
export interface FormatInput {
  /** Decoded text; for a JSON value inside another document, absent. */
  text?: string | undefined;
  /** Parsed JSON, where the text is JSON. */
  json?: unknown;
  /** Cells of a spreadsheet or delimited file, row by row. */
  sheets?: { name: string; rows: Cell[][] }[] | undefined;
}

/** A cell: its text, and its number where it is one (Excel keeps times as days). */
export interface Cell {
  text: string;
  number?: number | undefined;
  /** The number is shown as a date or time. */
  date?: boolean | undefined;
}

/** A transcript format. Listed in `registry.ts`. */
export interface Format {
  readonly name: string;
  /** 0: not this. Below {@link WEAK}: a guess. 1: certain. */
  detect(input: FormatInput): number;
  parse(input: FormatInput, options: ReadOptions): Draft[];
}

/** Detection below this is reported as a guess. */
export const WEAK = 0.6;

export interface ReadOptions {
  /** Read as this format, whatever the content looks like. */
  format?: string | undefined;
  encoding?: Encoding | undefined;
  /** For files that do not say it. */
  direction?: Direction | undefined;
  /** Which speaker label is whom: `{ spk_0: "agent" }`. */
  labels?: Record<string, Speaker> | undefined;
  agentLabels?: readonly string[] | undefined;
  customerLabels?: readonly string[] | undefined;
  /** Exchange agent and customer where the words say that the file has them swapped. */
  repairRoles?: boolean | undefined;
  /** `strict`: turns out of order are an error. Default: as the format has it. */
  order?: "strict" | "sort" | undefined;
  /** Column names of a table: `{ speaker: "話し手", text: "内容" }`. */
  columns?: Partial<Record<Column, string>> | undefined;
  /** Call id for a file that has none; its further calls are numbered: `x`, `x-2`. Default: as `fileName` has it. */
  callId?: string | undefined;
  /** Name of the file, after which a call without an id is called (`0412.txt`: `0412`); without it, `call`. */
  fileName?: string | undefined;
  limits?: Partial<Limits> | undefined;
  /** Wording by which roles are inferred; read from `dictionaries/roles.yaml` where a file system is at hand. */
  roleEvidence?: RoleEvidence | undefined;
  locale?: "ja" | "en" | undefined;
}

/** What a column of a table can hold. */
export const columns = [
  "callId",
  "speaker",
  "text",
  "start",
  "end",
  "duration",
  "agentText",
  "customerText",
  "agentId",
  "agentName",
  "direction",
  "startedAt",
  "queue",
] as const;
export type Column = (typeof columns)[number];

export interface ReadWarning {
  code: WarningCode;
  /** Into the file: `[2].Transcript[3]`. */
  place?: string | undefined;
  /** For people, in the chosen locale. Holds no transcript text. */
  message: string;
}

export interface Roles {
  /** `file`: the file says who is who. `map`: the options do. `inferred`: from what is said. */
  source: "file" | "map" | "inferred";
  /** 0–1. */
  confidence: number;
  /** What each label became. A single unlabelled stream has none. */
  labels: Record<string, Speaker>;
  /** How likely it is that agent and customer are exchanged, 0–1, where that was suspected. */
  swapConfidence?: number;
  repaired?: true;
}

/** A transcript read, and how sure the reading is. */
export interface ReadResult {
  transcript: Transcript;
  format: string;
  detection: { confidence: number; forced: boolean };
  roles: Roles;
  warnings: ReadWarning[];
  /** Where in the file this call stood, if it holds several. */
  place?: string;
}
