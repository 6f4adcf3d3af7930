import { ingestEvents } from "@/lib/commands/ingest-events";
import { publishJourney } from "@/lib/commands/publish-journey";
import { ensureBuckets } from "@/lib/db/buckets";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { LIVE_SHARDS } from "@/lib/db/shard";
import { startWorker } from "./live-worker";
import type { Section } from "./section";

/** All of them are due in the same minute. */
const PEOPLE_MAX = 100_000;
const LEAD_MS = 20_000;

const graph = {
  nodes: [
    { id: "start", type: "trigger.event", config: { event: "begin" } },
    { id: "wait", type: "wait", config: { duration: "P1D" } },
    { id: "branch", type: "branch", config: { condition: { path: "plan", op: "equals", value: "pro" } } },
    { id: "far", type: "wait", config: { duration: "P9D" } },
  ],
  edges: [
    { from: "start", port: "next", to: "wait" },
    { from: "wait", port: "next", to: "branch" },
    { from: "branch", port: "yes", to: "far" },
    { from: "branch", port: "no", to: "far" },
  ],
};

async function fill(
  people: number,
  workspaceId: number,
  journeyId: string,
  versionId: number,
  at: number,
): Promise<void> {
  await pool().query(
    `with person as (
       insert into subscribers (workspace_id, external_id, attributes)
       select $1, 'r' || g, '{"plan": "pro"}' from generate_series(1, $2::int) g returning id
     ), run as (
       insert into enrollments (workspace_id, journey_id, version_id, subscriber_id, state, entered_at, entry_key, trigger)
       select $1, $3, $4, id, 'active', now(), '', '{"node": "start", "properties": {}, "at": 0}' from person returning id, subscriber_id
     )
     insert into waiting (shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at, due_at)
     select subscriber_id % $5::int, id, $1, $4, subscriber_id, 1, 1, false, now(), to_timestamp($6::float8) + random() * interval '1 minute' from run`,
    [workspaceId, people, journeyId, versionId, LIVE_SHARDS, at / 1_000],
  );
}

/** Goal 10: everybody due in one minute; how late the last percent is, and how ingestion fares meanwhile. */
export const rushSection: Section = async (context) => {
  const people = Math.min(context.people, PEOPLE_MAX);
  const workspace = await prisma().workspace.create({
    data: { slug: `rush-${Date.now()}`, name: "Rush", mode: "live" },
  });
  const journey = await prisma().journey.create({ data: { workspaceId: workspace.id, name: "Rush", graph } });
  const principal = { kind: "key", keyId: "bench", scope: "full", workspaceId: workspace.id } as const;
  const published = await publishJourney(principal, journey.id);
  if (!published.ok) throw new Error(JSON.stringify(published));
  await ensureBuckets(pool(), Date.now() - 86_400_000, Date.now() + 20 * 86_400_000);
  const worker = await startWorker(context.databaseUrl);
  const at = Date.now() + LEAD_MS;
  await fill(people, workspace.id, journey.id, published.versionId, at);

  let n = 0;
  const send = async (ms: number) => {
    const from = performance.now();
    let sent = 0;
    while (performance.now() - from < ms) {
      const items = Array.from({ length: 500 }, () => ({
        kind: "track" as const,
        externalId: `i${n++ % 5_000}`,
        event: "seen",
        properties: {},
      }));
      sent += (await ingestEvents(workspace.id, items)).accepted;
    }
    return (sent / (performance.now() - from)) * 1_000;
  };
  const undisturbed = await send(Math.max(2_000, at - Date.now() - 2_000));
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, at - Date.now())));
  const meanwhile = await send(60_000);
  for (;;) {
    const { rows } = await pool().query<{ n: number }>(
      "select count(*)::int as n from waiting where workspace_id = $1 and visit = 1",
      [workspace.id],
    );
    if (rows[0]?.n === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await worker.stop();
  const late = await latenessP99(workspace.id, at);
  return {
    figures: [],
    goals: [
      {
        name: `10 ${people.toLocaleString("en-US")} people in one minute, 99 % walked, s after it`,
        value: late,
        goal: 30,
        atMost: true,
      },
      { name: "10 ingest meanwhile over undisturbed", value: meanwhile / undisturbed, goal: 0.7 },
    ],
  };
};

/** Seconds after the end of the rush minute at which 99 % had been walked. */
async function latenessP99(workspaceId: number, at: number): Promise<number> {
  const { rows } = await pool().query<{ at: number }>(
    `select extract(epoch from percentile_disc(0.99) within group (order by arrived_at))::float8 as at
     from waiting where workspace_id = $1`,
    [workspaceId],
  );
  return Math.max(0, (rows[0]?.at ?? 0) - at / 1_000 - 60);
}
