import { KikimimiError } from "../errors.js";
import { loadRoleEvidence, type RoleEvidence } from "../transcript/role-evidence.js";

let loaded: RoleEvidence | undefined;

/**
 * The evidence shipped with the package, read once from `dictionaries/roles.yaml`; nothing where there is no file system
 * (a browser), in which case it has to be handed in as `roleEvidence`.
 */
export function shippedRoleEvidence(): RoleEvidence | undefined {
  if (loaded) return loaded;
  const builtin = globalThis.process?.getBuiltinModule;
  if (!builtin) return undefined;
  const fs = builtin("node:fs");
  const path = builtin("node:path");
  // The CommonJS build has no import.meta, the module build no __filename.
  const here = typeof __filename === "string" ? __filename : builtin("node:url").fileURLToPath(import.meta.url);
  // From src/formats/ and from dist/ alike, the dictionaries lie beside a parent folder.
  let folder = path.dirname(here);
  for (let up = 0; up < 4; up++, folder = path.dirname(folder)) {
    const file = path.join(folder, "dictionaries", "roles.yaml");
    if (!fs.existsSync(file)) continue;
    loaded = loadRoleEvidence(fs.readFileSync(file, "utf8"));
    return loaded;
  }
  return undefined;
}

/** @throws KikimimiError `dictionary-load` where none is at hand */
export function neededRoleEvidence(given: RoleEvidence | undefined): RoleEvidence {
  const evidence = given ?? shippedRoleEvidence();
  if (evidence) return evidence;
  throw new KikimimiError(
    "dictionary-load",
    { ja: "話者の手がかりを読めません", en: "the wording that tells speakers apart cannot be read" },
    {
      expected: "dictionaries/roles.yaml",
      hint: {
        ja: "roleEvidence に loadRoleEvidence() の結果を渡すか、話者の役割を labels で指定してください",
        en: "pass loadRoleEvidence() as roleEvidence, or name the speakers with labels",
      },
    },
  );
}
