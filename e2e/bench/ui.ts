// npm run bench -- ui: the byte and time budgets of the pages, measured in headless Chromium against the built product.
// Medians of ROUNDS; every page is loaded in a fresh context (nothing cached) as the signed-in owner of the sample workspace.
import { setTimeout } from "node:timers/promises";
import { type Browser, type BrowserContext, chromium } from "@playwright/test";
import { findBrowser } from "@/lib/launch/find-browser";

const ROUNDS = 5;
const CPU_SLOWDOWN = 4;
const QUIET_MS = 1_500;

export type UiBudget = { page: string; path: string; jsKilobytesMax: number };
export type UiFigure = UiBudget & { jsKilobytes: number; lcpMs: number };

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Bytes of JavaScript on the wire (gzip) until no more comes, and the largest contentful paint under CPU slow-down. */
async function loadOnce(context: BrowserContext, url: string): Promise<{ bytes: number; lcpMs: number }> {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
  await cdp.send("Network.enable");
  const scripts = new Set<string>();
  let bytes = 0;
  let lastAt = performance.now();
  cdp.on("Network.responseReceived", ({ requestId, type }) => type === "Script" && scripts.add(requestId));
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (!scripts.has(requestId)) return;
    bytes += encodedDataLength;
    lastAt = performance.now();
  });
  await page.goto(url, { waitUntil: "load" });
  // A page with a live stream is never idle on the network; no script for a while is.
  while (performance.now() - lastAt < QUIET_MS) await setTimeout(100);
  const lcpMs = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN)).observe({
          type: "largest-contentful-paint",
          buffered: true,
        });
      }),
  );
  await page.close();
  return { bytes, lcpMs };
}

export function openBrowser(): Promise<Browser> {
  const root = process.getuid?.() === 0;
  return chromium.launch({ executablePath: findBrowser(), args: root ? ["--no-sandbox"] : [] });
}

/** Measures every budget; `baseUrl` is a running product, `signIn` fills a fresh context with the owner's session. */
export async function measureUi(
  baseUrl: string,
  budgets: UiBudget[],
  signIn: (context: BrowserContext) => Promise<void>,
): Promise<UiFigure[]> {
  const browser = await openBrowser();
  const figures: UiFigure[] = [];
  try {
    for (const budget of budgets) {
      const rounds: { bytes: number; lcpMs: number }[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const context = await browser.newContext({ baseURL: baseUrl });
        await signIn(context);
        rounds.push(await loadOnce(context, `${baseUrl}${budget.path}`));
        await context.close();
      }
      figures.push({
        ...budget,
        jsKilobytes: Math.round(median(rounds.map((r) => r.bytes)) / 102.4) / 10,
        lcpMs: Math.round(median(rounds.map((r) => r.lcpMs))),
      });
    }
  } finally {
    await browser.close();
  }
  return figures;
}
