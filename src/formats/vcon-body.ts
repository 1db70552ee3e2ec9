import { amivoice } from "./amivoice.js";
import { assemblyai } from "./assemblyai.js";
import { azureBatch, azureFast } from "./azure.js";
import { callAnalytics, contactLens } from "./contact-lens.js";
import { deepgram } from "./deepgram.js";
import type { Format, Turn } from "./format.js";
import { genesys } from "./genesys.js";
import { dialogflow, googleInsights, googleUpload } from "./google.js";
import { isObject, type JsonObject } from "./json.js";
import { ass, srt, vtt } from "./subtitles.js";
import { text } from "./text.js";
import { transcribe } from "./transcribe.js";
import { turns } from "./turns.js";
import { openaiDiarized, whisper } from "./whisper.js";

const inJson: readonly Format[] = [
  contactLens,
  callAnalytics,
  transcribe,
  googleInsights,
  googleUpload,
  dialogflow,
  genesys,
  azureBatch,
  azureFast,
  deepgram,
  assemblyai,
  amivoice,
  openaiDiarized,
  whisper,
  turns,
];
const inText: readonly Format[] = [vtt, srt, ass, text];

/** A vCon's body as it is encoded: JSON in a string, Base64, or the value itself. */
export function decodedBody(entry: JsonObject): unknown {
  const { body, encoding } = entry;
  if (typeof body !== "string") return body;
  const plain = encoding === "base64url" || encoding === "base64" ? fromBase64(body) : body;
  if (plain === undefined || !/^\s*[[{]/.test(plain)) return plain;
  try {
    return JSON.parse(plain);
  } catch {
    return plain;
  }
}

function fromBase64(body: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(body.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The turns of a transcript that came from any vendor, wrapped or not, or from a text; none if it is nothing of the kind. */
export function turnsOfBody(body: unknown, depth = 0): Turn[] {
  const input = typeof body === "string" ? { text: body } : { json: body };
  const [best] = (typeof body === "string" ? inText : inJson)
    .map((format) => ({ format, confidence: format.detect(input) }))
    .filter(({ confidence }) => confidence > 0)
    .sort((a, b) => b.confidence - a.confidence);
  if (best && best.confidence >= 0.5) return best.format.parse(input, {}).flatMap((draft) => draft.turns);
  if (isObject(body) && depth < 3) {
    for (const key of ["transcript", "transcription", "result", "results", "data", "body", "text", "conversation"]) {
      const inner = body[key];
      const found = inner === undefined || inner === null ? [] : turnsOfBody(inner, depth + 1);
      if (found.length > 1) return found;
    }
  }
  if (best) return best.format.parse(input, {}).flatMap((draft) => draft.turns);
  // A text in which nothing names a speaker: sentence by sentence.
  return typeof body === "string"
    ? (body.match(/[^。?!\uff1f\uff01\n]+[。?!\uff1f\uff01]*/gu) ?? []).map((text) => ({ text }))
    : [];
}
