import { KikimimiError } from "../errors.js";
import { loadRoleEvidence, type RoleEvidence } from "../transcript/role-evidence.js";

let loaded: RoleEvidence | undefined;

/**
 * The evidence shipped with the package, read once from `dictionaries/roles.yaml`. Where there is no file system
 * (a browser), it has to be handed in as `roleEvidence`.
 * @throws KikimimiError `dictionary-load`
 */
export function defaultRoleEvidence(): RoleEvidence {
  if (loaded) return loaded;
  const fs = globalThis.process?.getBuiltinModule?.("node:fs");
  const path = globalThis.process?.getBuiltinModule?.("node:path");
  const url = globalThis.process?.getBuiltinModule?.("node:url");
  if (fs && path && url) {
    // From src/formats/ and from dist/ alike, the dictionaries lie beside a parent folder.
    let folder = path.dirname(url.fileURLToPath(import.meta.url));
    for (let up = 0; up < 4; up++, folder = path.dirname(folder)) {
      const file = path.join(folder, "dictionaries", "roles.yaml");
      if (fs.existsSync(file)) {
        loaded = loadRoleEvidence(fs.readFileSync(file, "utf8"));
        return loaded;
      }
    }
  }
  throw new KikimimiError("dictionary-load", "話者の手がかりを読めません", {
    expected: "dictionaries/roles.yaml",
    hint: "roleEvidence に loadRoleEvidence() の結果を渡してください",
  });
}
