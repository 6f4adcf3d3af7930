// npm run bench -- ui: the byte and time budgets of the pages, measured in headless Chromium against the built product.
// Medians of ROUNDS; every page is loaded in a fresh context (nothing cached) as the signed-in owner of the sample workspace.
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { findBrowser } from "@/lib/launch/find-browser";
import { browserArgs } from "../support/browser-args";
import { countScripts, type ScriptBytes } from "../support/count-scripts";

const ROUNDS = 5;
const CPU_SLOWDOWN = 4;

/** `shown` finds what the page is for, so that nothing is counted before it is there. */
export type UiBudget = { page: string; path: string; shown: string; jsKilobytesMax: number };
/** Where the time until the page is quiet goes, ms: until the first byte, in scripts, in style and layout, in all of the main thread's tasks. */
export type Breakdown = { firstByte: number; scripts: number; layout: number; tasks: number };
export type UiFigure = UiBudget & { jsKilobytes: number; touchedKilobytes: number; lcpMs: number; spent: Breakdown };

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

type Load = ScriptBytes & { lcpMs: number; spent: Breakdown };

/** The scripts of one load, and its largest contentful paint under CPU slow-down. */
async function loadOnce(context: BrowserContext, url: string, shown: string): Promise<Load> {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
  await cdp.send("Performance.enable");
  let lcpMs = Number.NaN;
  let spent: Breakdown | undefined;
  const bytes = await countScripts(page, cdp, { url, shown }, async () => {
    lcpMs = await largestPaint(page);
    const { metrics } = await cdp.send("Performance.getMetrics");
    const ms = (name: string) => (metrics.find((metric) => metric.name === name)?.value ?? Number.NaN) * 1_000;
    spent = {
      firstByte: await page.evaluate(() => performance.getEntriesByType("navigation")[0]?.toJSON().responseStart),
      scripts: ms("ScriptDuration"),
      layout: ms("LayoutDuration") + ms("RecalcStyleDuration"),
      tasks: ms("TaskDuration"),
    };
  });
  await page.close();
  if (!spent) throw new Error(`${url}: the page was not shown`);
  return { ...bytes, lcpMs, spent };
}

function largestPaint(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN)).observe({
          type: "largest-contentful-paint",
          buffered: true,
        });
      }),
  );
}

const kilobytes = (bytes: number[]) => Math.round(median(bytes) / 102.4) / 10;

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findBrowser(), args: browserArgs });
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
      const rounds: Load[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const context = await browser.newContext({ baseURL: baseUrl });
        await signIn(context);
        rounds.push(await loadOnce(context, `${baseUrl}${budget.path}`, budget.shown));
        await context.close();
      }
      figures.push({
        ...budget,
        jsKilobytes: kilobytes(rounds.map((r) => r.first)),
        touchedKilobytes: kilobytes(rounds.map((r) => r.touched)),
        lcpMs: Math.round(median(rounds.map((r) => r.lcpMs))),
        spent: {
          firstByte: Math.round(median(rounds.map((r) => r.spent.firstByte))),
          scripts: Math.round(median(rounds.map((r) => r.spent.scripts))),
          layout: Math.round(median(rounds.map((r) => r.spent.layout))),
          tasks: Math.round(median(rounds.map((r) => r.spent.tasks))),
        },
      });
    }
  } finally {
    await browser.close();
  }
  return figures;
}
