import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { defineConfig } from "@playwright/test";
import { browserArgs } from "./e2e/support/browser-args";

const port = Number(process.env.E2E_PORT ?? 3210);
// One fresh installation for the run. The configuration is read again in every worker process, hence the variable.
if (!process.env.E2E_DATA_DIR) {
  process.env.E2E_DATA_DIR = mkdtempSync(path.join(tmpdir(), "sojourn-e2e-"));
  chmodSync(process.env.E2E_DATA_DIR, 0o755); // as root the database runs as another user
}

/** Browser tests against the built product, started as a user starts it, on a database of its own. */
export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  workers: 1,
  fullyParallel: false,
  // Two installations share the machine.
  timeout: 150_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? "test-results/report.json" }]],
  use: {
    baseURL: `http://localhost:${port}`,
    locale: "en-GB",
    // What moves is tested where it matters; everywhere else its frames are half of a page's work.
    reducedMotion: "reduce",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: browserArgs,
    },
    // Recording every page costs half as much again as showing it.
    trace: process.env.E2E_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
  },
  webServer: {
    command: "node lib/launch/start.ts",
    url: `http://localhost:${port}/api/ready`,
    env: {
      PORT: String(port),
      DATA_DIR: process.env.E2E_DATA_DIR,
      BOOTSTRAP_EMAIL: "owner@example.com",
      BOOTSTRAP_PASSWORD: "correct-horse-battery",
      BOOTSTRAP_API_KEY: "sk_e2e_0123456789abcdefghijklmnop",
      // servers that a spec starts: webhooks may reach them, and HubSpot's API is one of them
      WEBHOOK_ALLOW_PRIVATE: "true",
      HUBSPOT_API_URL: `http://127.0.0.1:${port + 10_000}`,
      // so is the language model that drafts journeys
      LLM_URL: `http://127.0.0.1:${port + 20_000}/v1`,
      LLM_MODEL: "fake-1",
      LLM_API_KEY: "sk-of-the-operator",
      BOOTSTRAP_SAMPLE_DATA: process.env.E2E_SAMPLE_DATA ?? "false",
    },
    timeout: 300_000,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
  },
});
