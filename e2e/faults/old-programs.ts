import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync } from "node:fs";
import path from "node:path";
import { bundlePrograms, type Ground, type Programs } from "./ground";

const git = (...args: string[]) =>
  execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();

/** The oldest commit that knows the database as it is: a release from which this one can be rolled out beside its workers. */
function oldestCommit(): string | undefined {
  try {
    const oldest = git("log", "-1", "--format=%H", "--", "prisma/migrations");
    return oldest && oldest !== git("rev-parse", "HEAD") ? oldest : undefined;
  } catch {
    return undefined; // no git, or no history: then there is no older version
  }
}

/** The programs of the oldest commit with today's migrations; undefined where there is none. */
export async function oldPrograms(ground: Ground): Promise<{ commit: string; programs: Programs } | undefined> {
  const commit = oldestCommit();
  if (!commit) return undefined;
  const root = path.join(ground.bundles, "then");
  mkdirSync(root, { recursive: true });
  execFileSync("sh", ["-c", 'git archive "$0" | tar -x -C "$1"', commit, root]);
  cpSync("lib/db/generated", path.join(root, "lib/db/generated"), { recursive: true });
  return { commit, programs: await bundlePrograms(root, path.join(ground.bundles, "old")) };
}
