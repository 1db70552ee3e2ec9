import type { Transcript } from "../../src/transcript/schema.js";

export const short = (callId: string): Transcript => ({
  callId,
  direction: "outbound",
  utterances: [{ speaker: "agent", text: "暗証番号を教えていただけますか。" }],
});
