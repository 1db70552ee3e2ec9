import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import type { PageCode } from "../../src/report/html.js";
import { pageCode } from "../../src/report/html-node.js";

const program = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** Why the tests in a real browser cannot run here, or false. Where CI demands them they run, and fail without it. */
export const noBrowser: false | string =
  existsSync(program) || process.env["CI"] === "true" ? false : `no Chromium at ${program} (set CHROMIUM)`;
if (noBrowser) console.warn(`skipped: ${noBrowser}`);

/** A browser with a profile of its own that is offline and asks nobody anything. */
export function launch(
  options: { dark?: boolean; width?: number; height?: number; online?: boolean } = {},
): Promise<BrowserContext> {
  const { width = 1280, height = 900 } = options;
  return chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), "kikimimi-browser-")), {
    executablePath: program,
    headless: true,
    offline: !options.online,
    locale: "ja-JP",
    viewport: { width, height },
    colorScheme: options.dark ? "dark" : "light",
    args: [
      ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
      ...["--disable-component-update", "--disable-sync", "--no-first-run"],
    ],
  });
}

/** A program of the package, bundled for the browser as the build does it. */
export async function bundle(
  entry: string,
  format: "iife" | "esm",
  define: Record<string, string> = {},
): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format,
    platform: "browser",
    target: "es2022",
    define,
  });
  return outputFiles[0]?.text ?? "";
}

let code: Promise<PageCode> | undefined;
export const reportPageCode = (): Promise<PageCode> => {
  code ??= bundle("src/element/page/main.ts", "iife").then(pageCode);
  return code;
};

/** What axe finds of serious and critical weight, each with its place. The page must hold axe already. */
export const serious = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const { violations } = await (Reflect.get(globalThis, "axe") as typeof import("axe-core")).run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations
      .filter((v) => v.impact === "serious" || v.impact === "critical")
      .flatMap((v) =>
        v.nodes.map((n) => `${v.id}: ${n.target.flat().join(" ")} ${n.any.map((c) => c.message).join("; ")}`),
      );
  });
