import { describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { driveJourneys, type Sketch } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";

setUpTestDatabase();

const refusals = async (journeyId: string) => {
  const { rows } = await pool().query<{ reason: string; event: string | null; node: string; seen: unknown; at: Date }>(
    "select reason, event, node, seen, at from entry_refusals where journey_id = $1 order by reason",
    [journeyId],
  );
  return rows;
};

const big: Sketch = {
  nodes: [
    {
      id: "start",
      type: "trigger.event",
      config: { event: "order_placed", where: { path: "event.total", op: "greater_than", value: 100 } },
    },
    { id: "day", type: "wait", config: { duration: "P1D" } },
  ],
  edges: ["start -> day"],
};

describe("a refused entry", () => {
  it("by the trigger's filter is kept once a person, with the latest values", async () => {
    const driver = await driveJourneys();
    const journey = await driver.journey(big);
    await driver.event("ada", "order_placed", { total: 20 });
    await driver.event("ada", "order_placed", { total: 40 });
    const rows = await refusals(journey);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      reason: "trigger_filter",
      event: "order_placed",
      node: "start",
      seen: [{ path: "event.total", op: "greater_than", expected: 100, value: 40 }],
    });
  });

  it("by the re-entry rule is kept with the workspace's time", async () => {
    const driver = await driveJourneys();
    const journey = await driver.journey(big);
    await driver.event("ada", "order_placed", { total: 200 });
    await driver.advance("PT2H");
    await driver.event("ada", "order_placed", { total: 300 });
    const rows = await refusals(journey);
    expect(rows.map(({ reason }) => reason)).toEqual(["reentry"]);
    expect(rows[0]?.at.toISOString()).toMatch(/^2026-03-02T12:00/);
  });

  it("of somebody whom no trigger names is not kept", async () => {
    const driver = await driveJourneys();
    const journey = await driver.journey(big);
    await driver.event("ada", "page_viewed", { total: 20 });
    expect(await refusals(journey)).toEqual([]);
  });
});
