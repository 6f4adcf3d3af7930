import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** What the process runs; empty when there is none, or where processes cannot be asked. */
function commandLine(pid: number): string {
  const file = `/proc/${pid}/cmdline`;
  if (existsSync("/proc/self")) return existsSync(file) ? readFileSync(file, "utf8") : "";
  if (process.platform === "win32") return "";
  return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
}

/** The PostgreSQL that runs on the data folder `dir`, by the file it keeps there; undefined when that was left by one that has gone. */
export function runningPostgres(dir: string): { pid: number; port: number } | undefined {
  const lock = path.join(dir, "postmaster.pid");
  if (!existsSync(lock)) return undefined;
  // pid, data folder, start time, port, …: a line each
  const lines = readFileSync(lock, "utf8").split("\n");
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return commandLine(pid).includes(dir) ? { pid, port } : undefined;
}
