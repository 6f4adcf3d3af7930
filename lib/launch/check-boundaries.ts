// npm run boundaries: the dependency rule of ARCHITECTURE.md, checked. Two guards against a check that passes because it looked at
// nothing: the modules read are counted, and a violation planted for the run must be caught.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cruise, type ICruiseOptions, type ICruiseResult } from "dependency-cruiser";
import extractDepcruiseOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";

process.chdir(path.join(import.meta.dirname, "../.."));
const MODULES_MIN = 100;
const FOLDERS = ["app", "components", "lib", "worker", "prisma"];

async function read(folders: string[]): Promise<ICruiseResult> {
  const options: ICruiseOptions = await extractDepcruiseOptions("./.dependency-cruiser.mjs");
  const { output } = await cruise(folders, { ...options, parser: "swc" }, undefined, {
    tsConfig: extractTSConfig("tsconfig.json"),
  });
  if (typeof output === "string") throw new Error(output);
  return output;
}

const planted = "lib/journey/__planted__/violation.ts";

async function plantedIsCaught(): Promise<boolean> {
  mkdirSync(path.dirname(planted), { recursive: true });
  try {
    writeFileSync(planted, 'import { pool } from "@/lib/db/pool";\nexport const planted = pool;\n');
    const { summary } = await read([planted]);
    return summary.violations.some((v) => v.from === planted && v.rule.severity === "error");
  } finally {
    rmSync(path.dirname(planted), { recursive: true, force: true });
  }
}

const { modules, summary } = await read(FOLDERS);
const own = modules.filter((m) => FOLDERS.some((folder) => m.source.startsWith(`${folder}/`)));
for (const v of summary.violations) console.error(`${v.rule.severity} ${v.rule.name}: ${v.from} → ${v.to}`);
const caught = await plantedIsCaught();
console.log(
  `${own.length} modules read, ${summary.totalCruised} in all; planted violation ${caught ? "caught" : "MISSED"}; ${summary.error} violations`,
);
if (summary.error > 0 || !caught || own.length < MODULES_MIN) process.exit(1);
