import { defineConfig } from "tsup";

export default defineConfig([
  {
    entry: { index: "src/index.ts", "cli/main": "src/cli/main.ts" },
    format: ["esm", "cjs"],
    dts: { entry: { index: "src/index.ts" } },
    target: "node20",
    clean: true,
    sourcemap: true,
    splitting: true,
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
]);
