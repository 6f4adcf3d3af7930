import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

function installed(): string | undefined {
  return [process.env.CHROMIUM_PATH, ...PLACES].find((place) => place !== undefined && existsSync(place));
}

function attempt(command: string, args: string[]): boolean {
  console.log(`[setup] ${command} ${args.join(" ")}`);
  return spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"] }).status === 0;
}

/**
 * A Chromium for the browser tests: one that is there (CHROMIUM_PATH first), else Debian's package when we are root, else
 * Playwright's own download. Returns its path; undefined means Playwright knows where its own lies. Throws when there is none to be had.
 */
export function findBrowser(): string | undefined {
  const found = installed();
  if (found) return found;
  const debian = existsSync("/usr/bin/apt-get") && process.getuid?.() === 0;
  if (debian && attempt("apt-get", ["update", "-qq"]))
    attempt("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core"]);
  const afterApt = installed();
  if (afterApt) return afterApt;
  execFileSync(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"], { stdio: "inherit" });
  return undefined;
}
