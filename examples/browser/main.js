// With a bundler these are "kikimimi/element", "kikimimi/browser/worker" and "kikimimi/browser/formats".
import "../../dist/element.js";
import { createWorkerAnalyzer } from "../../dist/browser/client.js";
import { readTranscripts } from "../../dist/browser/formats.js";

const form = document.querySelector("form");
const status = document.querySelector("#status");
const progress = document.querySelector("progress");
const review = document.querySelector("kikimimi-review");

try {
  const analyzer = await createWorkerAnalyzer({
    // The folder `dict/` of the kuromoji package, put on any web server.
    dictionary: "../../node_modules/kuromoji/dict/",
    onProgress: ({ files, totalFiles }) => {
      progress.value = files / totalFiles;
    },
  });
  progress.remove();
  status.textContent = "分析できます。";
  review.texts = analyzer.texts;
  form.querySelector("button").disabled = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const transcript = await transcriptOf(new FormData(form));
      const report = await analyzer.analyze(transcript);
      Object.assign(review, { transcript, report, hidden: false });
      status.textContent = `指摘 ${report.findings.length} 件`;
    } catch (error) {
      status.textContent = error.message;
    }
  });
} catch (error) {
  status.textContent = error.message;
}

/** The first call of the file that was chosen, or what was typed. */
async function transcriptOf(data) {
  const direction = data.get("direction");
  const file = data.get("file");
  if (file.size)
    return readTranscripts(new Uint8Array(await file.arrayBuffer()), { direction, fileName: file.name })[0].transcript;
  const utterances = data
    .get("lines")
    .split("\n")
    .map((line) => /^(担当|客)\s*[:\uff1a]\s*(.+)$/su.exec(line.trim()))
    .filter(Boolean)
    .map(([, who, text]) => ({ speaker: who === "担当" ? "agent" : "customer", text }));
  return { callId: "ブラウザーの通話", direction, utterances };
}
