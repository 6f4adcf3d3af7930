// Runs before `npm start`, `npm run dev`, `npm test`, `npm run bench` and `npm run faults` on whatever Node the machine has, so it uses
// nothing but Node ≥ 20 itself: installs the locked packages when they are missing or older than the lockfile.
const { spawnSync } = require("node:child_process");
const { existsSync, statSync } = require("node:fs");
const path = require("node:path");

const root = path.join(__dirname, "../..");
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Sojourn needs Node.js 20.19 or newer to start; this is ${process.versions.node}. See https://nodejs.org.`,
  );
  process.exit(1);
}

// npm writes this file last, so it is younger than the lockfile exactly when an installation was finished for it.
const marker = path.join(root, "node_modules/.package-lock.json");
const lock = path.join(root, "package-lock.json");
if (!existsSync(marker) || statSync(marker).mtimeMs < statSync(lock).mtimeMs) {
  console.log("[setup] installing packages (npm ci) …");
  const npm = process.env.npm_execpath;
  const { status } = npm
    ? spawnSync(process.execPath, [npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"], {
        cwd: root,
        stdio: "inherit",
      })
    : spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
        cwd: root,
        stdio: "inherit",
        shell: true,
      });
  if (status !== 0) {
    console.error("[setup] npm ci failed; see the lines above.");
    process.exit(status ?? 1);
  }
}

const pinned = path.join(root, "node_modules/.bin", process.platform === "win32" ? "node.cmd" : "node");
if (!existsSync(pinned) && (major < 22 || (major === 22 && minor < 18))) {
  console.error(
    `There is no packaged Node.js for ${process.platform}-${process.arch}; install Node.js 22.18 or newer yourself (this is ${process.versions.node}).`,
  );
  process.exit(1);
}
