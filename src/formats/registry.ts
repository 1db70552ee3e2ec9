import { amivoice } from "./amivoice.js";
import { assemblyai } from "./assemblyai.js";
import { azureBatch, azureFast } from "./azure.js";
import { callAnalytics, contactLens } from "./contact-lens.js";
import { contactLensRealtime } from "./contact-lens-realtime.js";
import { csv } from "./csv.js";
import { deepgram } from "./deepgram.js";
import type { Format } from "./format.js";
import { genesys } from "./genesys.js";
import { dialogflow, googleInsights, googleUpload } from "./google.js";
import { googleSpeech } from "./google-speech.js";
import { kikimimi } from "./kikimimi.js";
import { script } from "./script.js";
import { ass, srt, vtt } from "./subtitles.js";
import { text } from "./text.js";
import { transcribe } from "./transcribe.js";
import { turns } from "./turns.js";
import { vcon } from "./vcon.js";
import { openaiDiarized, whisper } from "./whisper.js";
import { xlsx } from "./xlsx.js";

/** Every transcript format, the more telling ones first: of two that are equally sure, the first is taken. */
export const formats: readonly Format[] = [
  kikimimi,
  vcon,
  contactLensRealtime,
  contactLens,
  callAnalytics,
  transcribe,
  genesys,
  googleInsights,
  googleUpload,
  dialogflow,
  googleSpeech,
  azureBatch,
  azureFast,
  amivoice,
  deepgram,
  openaiDiarized,
  assemblyai,
  whisper,
  turns,
  vtt,
  srt,
  ass,
  xlsx,
  csv,
  text,
  script,
];
