import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";

/**
 * A copy of a package's folder below `place` that every user can read: made once for each version of the package, however often
 * and by however many it is asked for.
 */
export function reachableCopy(folder: string, place: string): string {
  const { version }: { version: string } = JSON.parse(readFileSync(path.join(folder, "../package.json"), "utf8"));
  const copy = path.join(place, `sojourn-postgres-${version}`);
  if (existsSync(copy)) return copy;
  const making = mkdtempSync(`${copy}-`);
  cpSync(folder, making, { recursive: true, verbatimSymlinks: true });
  execFileSync("chmod", ["-R", "a+rX", making]);
  try {
    renameSync(making, copy);
  } catch (error) {
    // somebody else was quicker, and theirs is the same
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}
