import * as z from "zod";
import type { ReadOptions, ReadResult } from "../formats/format.js";
import { readTranscripts as read } from "../formats/read.js";
import { loadRoleEvidence, type RoleEvidence } from "../transcript/role-evidence.js";

// Schemas must not be compiled to code: pages forbid that.
z.config({ jitless: true });

/** The content of `dictionaries/roles.yaml`, put in by the build: who speaks, told by wording. */
declare const ROLE_EVIDENCE: unknown;
let roleEvidence: RoleEvidence | undefined;

/**
 * Reads the calls of a file that was dropped on the page or fetched: the formats and encodings of Node, gzip and zip
 * included. Nothing is sent anywhere.
 * @throws KikimimiError for the first call that cannot be read
 */
export function readTranscripts(bytes: Uint8Array | ArrayBuffer, options: ReadOptions = {}): ReadResult[] {
  roleEvidence ??= loadRoleEvidence(ROLE_EVIDENCE);
  return read(bytes, { roleEvidence, ...options });
}

export { type ErrorCode, KikimimiError } from "../errors.js";
export type { ReadOptions, ReadResult, ReadWarning } from "../formats/format.js";
export type { Transcript, Utterance } from "../transcript/schema.js";
