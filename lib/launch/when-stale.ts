import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

function fingerprint(patterns: string[], salt: string): string {
  const hash = createHash("sha256").update(salt);
  for (const file of patterns.flatMap((p) => globSync(p)).sort())
    if (statSync(file).isFile()) hash.update(`${file}\0`).update(readFileSync(file));
  return hash.digest("hex");
}

/**
 * Runs `job` unless `output` was already made from the very same sources (content, not time stamps, decides).
 * Paths are relative to the working directory; the fingerprints lie in .build/.
 */
export async function whenStale(
  name: string,
  sources: string[],
  output: string,
  job: () => Promise<void>,
): Promise<"made" | "fresh"> {
  const stamp = path.join(".build", `${name}.stamp`);
  const now = fingerprint(sources, name);
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, "utf8") === now) return "fresh";
  await job();
  mkdirSync(".build", { recursive: true });
  writeFileSync(stamp, now);
  return "made";
}
