import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { BrowserContext } from "@playwright/test";
import { startChild } from "@/lib/launch/child-process";
import { freePort } from "@/lib/launch/free-port";
import { largeGraph, measureCanvas } from "./canvas";
import { measureUi, openBrowser, type UiBudget } from "./ui";

const owner = { email: "owner@example.com", password: "correct-horse-battery" };
const apiKey = "sk_bench_0123456789abcdefghijklmn";
const LCP_MS_MAX = 1_200;
const FPS_MIN = 50;
const INP_MS_MAX = 150;

async function untilReady(baseUrl: string): Promise<void> {
  for (let tries = 0; tries < 3_600; tries++) {
    const ready = await fetch(`${baseUrl}/api/ready`).then(
      (response) => response.ok,
      () => false, // not listening yet
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error("the product did not become ready within 900 s");
}

async function call<T>(baseUrl: string, method: string, apiPath: string, body?: unknown): Promise<T> {
  const response = await fetch(`${baseUrl}/api/v1${apiPath}`, {
    method,
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${apiPath}: ${response.status} ${await response.text()}`);
  const answer: T = await response.json();
  return answer;
}

/** Waits until the sample shop is ready, so that the pages are measured as a user finds them. */
async function budgets(baseUrl: string): Promise<UiBudget[]> {
  for (let tries = 0; tries < 600; tries++) {
    const { sample_progress } = await call<{ sample_progress: number | null }>(baseUrl, "GET", "/workspace");
    if (sample_progress === null) break;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const journeys = await call<{ data: { id: string }[] }>(baseUrl, "GET", "/journeys");
  const templates = await call<{ data: { id: string }[] }>(baseUrl, "GET", "/templates");
  return [
    { page: "shell (overview)", path: "/w/main", shown: "main h1", jsKilobytesMax: 170 },
    {
      page: "canvas",
      path: `/w/main/journeys/${journeys.data[0]?.id}`,
      shown: "[data-step]",
      jsKilobytesMax: 260,
    },
    {
      page: "email editor",
      path: `/w/main/templates/${templates.data[0]?.id}`,
      shown: '[id^="block-"]',
      jsKilobytesMax: 330,
    },
  ];
}

/** The canvas with 300 steps (goals) and with 1,000 (to be usable: reported). */
async function measureLargeCanvases(
  baseUrl: string,
  signIn: (context: BrowserContext) => Promise<void>,
): Promise<void> {
  console.log(
    "\n## canvas   panning by wheel and key to paint in headless Chromium without GPU, no CPU slow-down, medians of 5",
  );
  const browser = await openBrowser();
  try {
    for (const steps of [300, 1_000]) {
      const graph = largeGraph(steps);
      const { id } = await call<{ id: string }>(baseUrl, "POST", "/journeys", { name: `${steps} steps`, graph });
      const context = await browser.newContext({ baseURL: baseUrl });
      await signIn(context);
      const figure = await measureCanvas(context, `${baseUrl}/w/main/journeys/${id}`, steps);
      await context.close();
      const met = figure.fps >= FPS_MIN && figure.insertMs <= INP_MS_MAX && figure.undoMs <= INP_MS_MAX;
      const verdict = steps > 300 ? "      " : met ? "met   " : "MISSED";
      console.log(
        `${verdict} ${`${steps} steps`.padEnd(12)} ${figure.fps} fps (goal ≥ ${FPS_MIN})   slowest frame ${figure.slowestFrameMs} ms   insert ${figure.insertMs} ms, undo ${figure.undoMs} ms (goal ≤ ${INP_MS_MAX})`,
      );
    }
  } finally {
    await browser.close();
  }
}

/** npm run bench -- ui: starts the built product with its sample data, measures the budgets of the pages, prints them beside their goals. */
export async function runUi(): Promise<void> {
  const port = await freePort();
  const baseUrl = `http://localhost:${port}`;
  const dataDir = mkdtempSync(path.join(tmpdir(), "sojourn-bench-ui-"));
  chmodSync(dataDir, 0o755); // as root the database runs as another user
  const product = startChild("product", ["lib/launch/start.ts"], {
    ...process.env,
    PORT: String(port),
    DATA_DIR: dataDir,
    BOOTSTRAP_EMAIL: owner.email,
    BOOTSTRAP_PASSWORD: owner.password,
    BOOTSTRAP_API_KEY: apiKey,
  });
  try {
    await untilReady(baseUrl);
    const signIn = async (context: BrowserContext) => {
      const answer = await context.request.post("/api/auth/sign-in/email", {
        data: owner,
        headers: { origin: baseUrl },
      });
      if (!answer.ok()) throw new Error(`sign-in: ${answer.status()} ${await answer.text()}`);
    };
    const figures = await measureUi(baseUrl, await budgets(baseUrl), signIn);
    console.log(
      "\n## ui   JavaScript on the wire (gzip) and largest contentful paint at 4× CPU slow-down, medians of 5",
    );
    for (const { page, jsKilobytes, touchedKilobytes, jsKilobytesMax, lcpMs, spent } of figures) {
      const met = jsKilobytes <= jsKilobytesMax && lcpMs <= LCP_MS_MAX;
      console.log(
        `${met ? "met   " : "MISSED"} ${page.padEnd(20)} ${jsKilobytes} KB (goal ≤ ${jsKilobytesMax}), ${touchedKilobytes} with what the first touch fetches   LCP ${lcpMs} ms (goal ≤ ${LCP_MS_MAX})`,
      );
      console.log(
        `       until it was quiet: first byte after ${spent.firstByte} ms, scripts ${spent.scripts} ms, style and layout ${spent.layout} ms, all tasks ${spent.tasks} ms`,
      );
    }
    await measureLargeCanvases(baseUrl, signIn);
  } finally {
    await product.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
