import { Option } from "commander";
import { type Loaded, loadConfig } from "../config/load-node.js";
import type { Locale } from "../report/build.js";

/** What every command that reads a configuration is given. */
export interface ConfiguredOptions {
  /** A file, or `false`: none. Absent: the nearest. */
  config?: string | false;
  /** Outweighs the configuration's. */
  locale?: Locale;
}

export const configOption = () =>
  new Option("--config <file>", "設定ファイル(省けば、今のフォルダーから上へ kikimimi.config.* を探す)");
export const noConfigOption = () => new Option("--no-config", "設定ファイルを使わない");

/** The configuration that a command runs with, and the language it speaks. */
export async function configured(options: ConfiguredOptions): Promise<Loaded & { locale: Locale }> {
  const loaded = await loadConfig({ file: options.config });
  return { ...loaded, locale: options.locale ?? loaded.options.locale ?? "ja" };
}
