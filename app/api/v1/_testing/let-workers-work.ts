import { expect } from "vitest";
import { drainSegments } from "@/lib/commands/refresh-segments";
import type { JourneyDriver } from "@/lib/testing/journey-driver";
import type { Call } from "./api-driver";

/** Everything that workers do, until nothing is left to do. */
export async function settle(driver: JourneyDriver): Promise<void> {
  for (;;) {
    const { looked } = await drainSegments(1_000);
    if ((await driver.settle()) + looked === 0) return;
  }
}

/** Moves the clock over the API. The request answers when everything due has been done, so the workers' part is done meanwhile. */
export async function advance(driver: JourneyDriver, api: Call, duration: string): Promise<void> {
  let moving = true;
  const moved = api("POST", "/clock", { advance: duration }).finally(() => {
    moving = false;
  });
  while (moving) await settle(driver);
  expect(await moved).toMatchObject({ status: 200, body: { settled: true } });
}
