import { expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { createSubscriber } from "@/lib/testing/factories";
import { driveJourneys } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { readReadiness } from "./read-readiness";
import { renderMetrics } from "./render-metrics";

setUpTestDatabase();

const figure = (text: string, metric: string) =>
  Number(
    text
      .split("\n")
      .find((line) => line.startsWith(`${metric} `))
      ?.split(" ")[1],
  );

test("the metrics say how many are due, how late, what was sent and received, and who works", async () => {
  const driver = await driveJourneys({ mode: "live" });
  await driver.journey({
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "signed_up" } },
      { id: "mail", type: "email", config: { subject: "Hello", body: "Hello" } },
    ],
    edges: ["start -> mail"],
  });
  await createSubscriber(driver.workspace.id, { externalId: "ada" });
  await driver.ingest("ada", "signed_up");
  await pool().query("insert into worker_heartbeats (worker_id, walks) values ('w', 7)");
  const before = (await renderMetrics()).text;
  expect(figure(before, "sojourn_due_people")).toBe(1);
  expect(figure(before, "sojourn_due_lag_seconds")).toBeGreaterThanOrEqual(0);
  expect(figure(before, "sojourn_events_last_minute")).toBe(1);
  expect(figure(before, "sojourn_workers_alive")).toBe(1);
  expect(figure(before, "sojourn_walks_total")).toBe(7);
  await driver.settle();
  const after = (await renderMetrics()).text;
  expect(figure(after, "sojourn_due_people")).toBe(0);
  expect(figure(after, 'sojourn_sends{status="sent"}')).toBe(1);
  expect(after).toContain("process_cpu_user_seconds_total");
});

test("the installation is ready with database, migrations and a living worker, and says what is missing", async () => {
  await pool().query("delete from worker_heartbeats");
  expect(await readReadiness()).toEqual({ ready: false, missing: ["worker"], pending: [] });
  await pool().query("insert into worker_heartbeats (worker_id, beat_at) values ('w', now() - interval '31 seconds')");
  expect(await readReadiness()).toMatchObject({ missing: ["worker"] });
  await pool().query("update worker_heartbeats set beat_at = now()");
  expect(await readReadiness()).toEqual({ ready: true });
  await pool().query("delete from _prisma_migrations where migration_name like '%_engine'");
  expect(await readReadiness()).toMatchObject({
    missing: ["migrations"],
    pending: [expect.stringContaining("_engine")],
  });
});
