import type { Transcript } from "../transcript/schema.js";
import type { Report } from "./schema.js";

/** An output format, written call by call so that any number of calls passes through. The strings join to the file. */
export interface ReportWriter {
  start(): string;
  call(transcript: Transcript, report: Report): string;
  end(): string;
}
