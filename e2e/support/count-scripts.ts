import { setTimeout } from "node:timers/promises";
import type { CDPSession, Page } from "@playwright/test";

const QUIET_MS = 1_500;

/** Bytes of JavaScript on the wire, gzip and headers: of the first load until no more comes, and with what the first touch fetches. */
export type ScriptBytes = { first: number; touched: number };

/**
 * Loads a page that nothing was cached for and counts what comes; `shown` finds what the page is for, so that nothing is counted before
 * it is there. A page with a live stream is never idle on the network; no script for a while is. `loaded` runs before the first touch.
 */
export async function countScripts(
  page: Page,
  cdp: CDPSession,
  { url, shown }: { url: string; shown: string },
  loaded: () => Promise<void> = async () => {},
): Promise<ScriptBytes> {
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
  const untilQuiet = async () => {
    lastAt = performance.now();
    while (performance.now() - lastAt < QUIET_MS) await setTimeout(100);
  };
  await page.goto(url, { waitUntil: "load" });
  await page.locator(shown).first().waitFor({ timeout: 60_000 });
  await untilQuiet();
  const first = bytes;
  await loaded();
  await page.mouse.move(5, 5);
  await untilQuiet();
  return { first, touched: bytes };
}
