export { loadRoleEvidence, type RoleEvidence } from "../transcript/role-evidence.js";
export type { ReadOutcome } from "./choose.js";
export { decodeText, detectEncoding, type Encoding, encodings, parseEncoding } from "./encoding.js";
export type { Column, Format, ReadOptions, ReadResult, ReadWarning, Roles } from "./format.js";
export { defaultLimits, type Limits } from "./limits.js";
export { readStream } from "./lines.js";
export { readEach, readText, readTranscripts } from "./read.js";
export { formats } from "./registry.js";
export type { WarningCode } from "./warnings.js";
