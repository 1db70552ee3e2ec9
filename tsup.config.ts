import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { defineConfig } from "tsup";
import { z } from "zod";
import { browserConstants, writeBrowserAssets } from "./src/browser/assets-node.js";
import { configSchema } from "./src/config/json-schema.js";
import { Report } from "./src/report/schema.js";
import { transcriptSchema } from "./src/transcript/json-schema.js";

/** The shapes of input and output, for programs in other languages. */
function writeSchemas(): void {
  mkdirSync("dist/schema", { recursive: true });
  const schemas = {
    transcript: transcriptSchema(),
    report: z.toJSONSchema(Report),
    config: configSchema(),
  };
  for (const [name, schema] of Object.entries(schemas))
    writeFileSync(`dist/schema/${name}.json`, `${JSON.stringify(schema, null, 2)}\n`);
}

const forBrowser = {
  format: ["esm" as const],
  platform: "browser" as const,
  target: "es2022",
  outDir: "dist/browser",
  minify: true,
  // Nothing is left to import: the files run as they are, from any server.
  noExternal: [/./],
  define: browserConstants(),
};

// Once, before any build begins: `clean` of one build, coming late, takes away what another has written.
rmSync("dist", { recursive: true, force: true });

export default defineConfig([
  {
    entry: {
      index: "src/index.ts",
      "cli/main": "src/cli/main.ts",
      "pool/worker": "src/pool/worker.ts",
      "queue/index": "src/queue/index.ts",
    },
    format: ["esm", "cjs"],
    dts: { entry: { index: "src/index.ts", "queue/index": "src/queue/index.ts" } },
    target: "node20",
    sourcemap: true,
    splitting: true,
    // Files of the package are found from where the code lies, in CommonJS too.
    shims: true,
    onSuccess: async () => writeSchemas(),
  },
  {
    // Lit goes into the bundle: who uses the core alone does not install it. Its "node" build also loads where there is
    // no DOM, so that a server that renders a dashboard may import the element.
    entry: { element: "src/element/index.ts" },
    format: ["esm"],
    dts: true,
    target: "es2022",
    minify: true,
    esbuildOptions: (options) => {
      options.conditions = ["node"];
    },
  },
  {
    // The program of the HTML report, embedded in every report.
    entry: { "report-page": "src/element/page/main.ts" },
    format: ["iife"],
    platform: "browser",
    target: "es2022",
    minify: true,
    outExtension: () => ({ js: ".js" }),
  },
  {
    ...forBrowser,
    entry: { index: "src/browser/index.ts", client: "src/browser/client.ts", formats: "src/browser/formats.ts" },
    dts: true,
    onSuccess: async () => writeBrowserAssets("dist/browser"),
  },
  {
    // On its own, so that one file is all that a site with a place for workers has to put there.
    ...forBrowser,
    entry: { worker: "src/browser/worker.ts" },
    splitting: false,
  },
]);
