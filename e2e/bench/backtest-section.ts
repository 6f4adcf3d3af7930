import { runBacktests } from "@/lib/commands/run-backtests";
import { ensureBuckets } from "@/lib/db/buckets";
import { pool } from "@/lib/db/pool";
import { uuidV7 } from "@/lib/db/uuid-v7";
import { createWorkspace } from "@/lib/testing/factories";
import { alternate } from "./measure";
import type { Section } from "./section";

/** What each person did in the thirty days looked at. */
const EVENTS_A_PERSON = 10;
const PEOPLE = 2_000;
const DAY_MS = 86_400_000;

const node = (id: string, type: string, config: object) => ({ id, type, config });
const graph = {
  nodes: [
    node("start", "trigger.event", { event: "cart" }),
    node("hour", "wait_for_event", { events: [{ event: "paid", port: "paid" }], timeout: "PT1H" }),
    node("loyal", "branch", { condition: { event: "paid", count: { op: "greater_or_equal", value: 2 } } }),
    node("offer", "email", { subject: "An offer", body: "For you" }),
    node("remind", "email", { subject: "Your cart", body: "Come back" }),
  ],
  edges: [
    { from: "start", port: "next", to: "hour" },
    { from: "hour", port: "timeout", to: "loyal" },
    { from: "loyal", port: "yes", to: "offer" },
    { from: "loyal", port: "no", to: "remind" },
  ],
};

/** Stored events a second that a backtest reads, walks and tallies, with the people it writes down. */
export const backtestSection: Section = async (context) => {
  const { id: workspaceId } = await createWorkspace({ mode: "live" });
  const until = Date.now();
  const from = until - 30 * DAY_MS;
  await ensureBuckets(pool(), from, until);
  const journeyId = uuidV7(until);
  await pool().query(
    "insert into journeys (id, workspace_id, name, graph, updated_at) values ($1, $2, 'Backtested', $3, now())",
    [journeyId, workspaceId, JSON.stringify(graph)],
  );
  await pool().query(
    `insert into subscribers (workspace_id, external_id, email)
     select $1, 'b' || n, 'b' || n || '@example.com' from generate_series(1, $2::int) n`,
    [workspaceId, PEOPLE],
  );
  await pool().query("insert into event_kinds (workspace_id, name) values ($1, 'cart'), ($1, 'paid')", [workspaceId]);
  await pool().query(
    `insert into events (workspace_id, subscriber_id, kind_id, id, occurred_at, received_at, properties)
     select $1, s.id, k.id, gen_random_uuid(), t.at, t.at, '{"total": 50}'
     from subscribers s cross join generate_series(1, $2::int) n
     cross join lateral (select to_timestamp(($3::float8 + ((s.id * 7919 + n * 104729) % 2592000) * 1000) / 1000) as at) t
     join event_kinds k on k.workspace_id = $1 and k.name = case n % 3 when 0 then 'paid' else 'cart' end
     where s.workspace_id = $1`,
    [workspaceId, EVENTS_A_PERSON, from],
  );
  await pool().query("analyze events; analyze subscribers");
  const run = async () => {
    const startedAt = performance.now();
    await pool().query(
      `insert into backtests (id, workspace_id, journey_id, graph, settings, from_at, until_at, cap, created_by)
       values ($1, $2, $3, $4, '{}', to_timestamp($5::float8 / 1000), to_timestamp($6::float8 / 1000), 5, 'bench')`,
      [uuidV7(Date.now()), workspaceId, journeyId, JSON.stringify(graph), from, until],
    );
    await runBacktests();
    return { operations: PEOPLE * EVENTS_A_PERSON, seconds: (performance.now() - startedAt) / 1_000 };
  };
  const figures = await alternate(
    { "backtest: stored events, 10 a person, walks of 4 steps": run },
    { ...context, warmUpSeconds: 0.5 },
  );
  const failed = await pool().query("select error from backtests where status <> 'done'");
  if (failed.rowCount !== 0) throw new Error(`a backtest did not end: ${JSON.stringify(failed.rows)}`);
  return { figures, goals: [] };
};
