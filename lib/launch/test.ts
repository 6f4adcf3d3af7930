// npm test: every check there is, in the order in which they fail fastest. `--only static|unit|integration|faults|browser` runs one part.
// The last line is always "N passed, N failed" over all tests and checks.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { findBrowser } from "./find-browser.ts";
import { generate } from "./generate.ts";

process.chdir(path.join(import.meta.dirname, "../.."));
const { values, positionals } = parseArgs({ options: { only: { type: "string" } }, allowPositionals: true });
const reports = mkdtempSync(path.join(tmpdir(), "sojourn-reports-"));
const bin = (name: string) => path.join("node_modules/.bin", name);

type Tally = { passed: number; failed: number };
const total: Tally = { passed: 0, failed: 0 };

let interrupted = false;

/** Runs a command to its end; `read` sees its lines as they pass. A signal goes on to it, and nothing is started after. */
function run(
  command: string,
  args: string[],
  env: NodeJS.ProcessEnv = process.env,
  read?: (line: string) => void,
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ["ignore", read ? "pipe" : "inherit", "inherit"], env });
    if (read && child.stdout)
      createInterface({ input: child.stdout }).on("line", (line) => {
        console.log(line);
        read(line);
      });
    const passOn = (signal: NodeJS.Signals) => {
      interrupted = true;
      child.kill(signal);
    };
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, passOn);
    child.once("close", (code) => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, passOn);
      resolve(code ?? 1);
    });
    child.once("error", (error) => {
      console.error(error.message);
      resolve(1);
    });
  });
}

/** Runs one step and counts it: as its report says, else as one check. A runner that fails without saying why counts as one failure. */
async function step(
  name: string,
  command: string,
  args: string[],
  read?: () => Tally,
  env?: NodeJS.ProcessEnv,
  readLine?: (line: string) => void,
): Promise<void> {
  if (interrupted) return;
  const startedAt = performance.now();
  console.log(`\n— ${name}`);
  const code = await run(command, args, env, readLine);
  const tally = read?.() ?? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  if (code !== 0 && tally.failed === 0) tally.failed = 1;
  if (code === 0 && tally.passed === 0) tally.failed += 1; // an empty run proves nothing
  total.passed += tally.passed;
  total.failed += tally.failed;
  const verdict = tally.failed === 0 ? "ok" : "FAILED";
  console.log(
    `— ${name}: ${verdict}, ${tally.passed} passed, ${tally.failed} failed, ${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
  );
}

function vitestTally(file: string): () => Tally {
  return () => {
    if (!existsSync(file)) return { passed: 0, failed: 1 };
    const report: { numPassedTests: number; numFailedTests: number; numFailedTestSuites: number } = JSON.parse(
      readFileSync(file, "utf8"),
    );
    return {
      passed: report.numPassedTests,
      failed: Math.max(report.numFailedTests, report.numFailedTestSuites > 0 ? 1 : 0),
    };
  };
}

function playwrightTally(file: string): () => Tally {
  return () => {
    if (!existsSync(file)) return { passed: 0, failed: 1 };
    const { stats }: { stats: { expected: number; unexpected: number; flaky: number } } = JSON.parse(
      readFileSync(file, "utf8"),
    );
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
  };
}

const node = process.execPath;
const chosen = values.only === undefined ? ["static", "unit", "integration", "faults", "browser"] : [values.only];
const build = () => step("build", node, ["-e", 'import("./lib/launch/build.ts").then(({ build }) => build())']);
let building: Promise<void> | undefined;
const parts: Record<string, () => Promise<void>> = {
  async static() {
    await step("format and lint", bin("biome"), ["check", "."]);
    await step("route types", node, ["node_modules/next/dist/bin/next", "typegen"]);
    await Promise.all([
      step("types", bin("tsc"), ["--noEmit"]),
      step("dependency rule", node, ["lib/launch/check-boundaries.ts"]).then(() =>
        step("dead code", bin("knip"), ["--no-progress"]),
      ),
    ]);
  },
  unit: () => vitest("unit"),
  integration: () => vitest("integration"),
  async faults() {
    // Who was suspended is waited for half of the time; the pages that the browser tests need are built meanwhile.
    if (chosen.includes("browser")) building = build();
    const tally: Tally = { passed: 0, failed: 0 };
    const read = (line: string) => {
      const counts = /^(\d+) passed, (\d+) failed$/.exec(line);
      if (counts) Object.assign(tally, { passed: Number(counts[1]), failed: Number(counts[2]) });
    };
    await step("faults", node, ["--import", "tsx", "e2e/faults/main.ts", "--short"], () => tally, process.env, read);
  },
  async browser() {
    if (positionals.length > 0) return browser("browser", positionals);
    await (building ?? build());
    // A page mostly waits for its server and the other way round: two installations at a time, each with half of the work.
    await Promise.all([1, 2].map((half) => browser(`browser ${half} of 2`, [`--shard=${half}/2`], half)));
  },
};

/** How Playwright is to divide the tests, which it does file by file: those of the catalogue, in the first half, are many and short. */
const SHARES = "58:42";

/** Browser tests against an installation of their own. */
async function browser(name: string, args: string[], place = 0): Promise<void> {
  const found = findBrowser();
  const report = path.join(reports, `browser-${place}.json`);
  await step(
    name,
    node,
    ["node_modules/@playwright/test/cli.js", "test", ...args, `--output=test-results/${place}`],
    playwrightTally(report),
    {
      ...process.env,
      ...(found ? { CHROMIUM_PATH: found } : {}),
      ...(place > 0
        ? { E2E_PORT: String(Number(process.env.E2E_PORT ?? 3210) + place), PWTEST_SHARD_WEIGHTS: SHARES }
        : {}),
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    },
  );
}

async function vitest(project: string): Promise<void> {
  const report = path.join(reports, `${project}.json`);
  const args = [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ];
  await step(project, node, args, vitestTally(report));
}

await generate();
for (const name of chosen) {
  const part = parts[name];
  if (!part) throw new Error(`--only takes ${Object.keys(parts).join(", ")}; not ${name}`);
  await part();
}
rmSync(reports, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && !interrupted ? 0 : 1);
