// With a bundler these are "kikimimi/element" and "kikimimi/browser/worker".
import "../../dist/element.js";
import { createWorkerAnalyzer } from "../../dist/browser/client.js";

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
    const data = new FormData(form);
    const transcript = {
      callId: "ブラウザーの通話",
      direction: data.get("direction"),
      utterances: utterancesOf(data.get("lines")),
    };
    const report = await analyzer.analyze(transcript);
    Object.assign(review, { transcript, report, hidden: false });
    status.textContent = `指摘 ${report.findings.length} 件`;
  });
} catch (error) {
  status.textContent = error.message;
}

function utterancesOf(lines) {
  return lines
    .split("\n")
    .map((line) => /^(担当|客)\s*[:\uff1a]\s*(.+)$/su.exec(line.trim()))
    .filter(Boolean)
    .map(([, who, text]) => ({ speaker: who === "担当" ? "agent" : "customer", text }));
}
