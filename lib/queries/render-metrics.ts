import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { pool } from "@/lib/db/pool";
import { LIVE_SHARDS } from "@/lib/db/shard";

declare global {
  var __sojournMetrics: Registry | undefined;
}

/** Figures about all workspaces together; labels never carry a workspace, a journey or a person. */
const DUE_PER_SHARD_MAX = 1_000;
/** Each workspace by its own clock, through the index that starts with the workspace. */
const WORKSPACE_NOW = "(now() + w.clock_offset_ms * interval '1 millisecond')";

type Measure = { name: string; help: string; label?: "status" | "queue"; sql: string };

const MEASURES: Measure[] = [
  {
    name: "sojourn_due_people",
    help: "People whose step is due by the real clock and not done (live workspaces; counted up to 1000 a shard)",
    sql: `select count(*)::float8 as value from generate_series(0, ${LIVE_SHARDS - 1}) as s(shard)
          cross join lateral (select from waiting w where w.shard = s.shard and w.due_at <= now() limit ${DUE_PER_SHARD_MAX}) due`,
  },
  {
    name: "sojourn_due_lag_seconds",
    help: "Age of the oldest due and undone step of live workspaces",
    sql: `select coalesce(extract(epoch from now() - min(due.due_at)), 0)::float8 as value
          from generate_series(0, ${LIVE_SHARDS - 1}) as s(shard)
          cross join lateral (
            select w.due_at from waiting w where w.shard = s.shard and w.due_at <= now() order by w.due_at limit 1) due`,
  },
  {
    name: "sojourn_waiting_people",
    help: "People standing in journeys (the planner's estimate)",
    sql: `select coalesce(sum(greatest(c.reltuples, 0)), 0)::float8 as value
          from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'waiting'::regclass`,
  },
  {
    name: "sojourn_events_last_minute",
    help: "Events received in the last 60 s",
    sql: `select coalesce(sum(e.n), 0)::float8 as value from workspaces w cross join lateral (
            select count(*) as n from events
            where workspace_id = w.id and received_at > ${WORKSPACE_NOW} - interval '60 seconds') e`,
  },
  {
    name: "sojourn_sends",
    help: "Sends decided in the last 24 h, by status",
    label: "status",
    sql: `select d.status as label, sum(d.n)::float8 as value from workspaces w cross join lateral (
            select status, count(*) as n from sends
            where workspace_id = w.id and created_at > ${WORKSPACE_NOW} - interval '24 hours' group by status) d
          group by d.status`,
  },
  {
    name: "sojourn_sends_queued",
    help: "Sends that wait to be performed",
    sql: "select count(*)::float8 as value from sends where status = 'queued'",
  },
  {
    name: "sojourn_segment_backlog",
    help: "People whose segments have to be looked at again",
    sql: "select count(*)::float8 as value from dirty_subscribers",
  },
  {
    name: "sojourn_quarantined_runs",
    help: "Runs that were stopped because a step kept failing",
    sql: "select count(*)::float8 as value from quarantine",
  },
  {
    name: "sojourn_workers_alive",
    help: "Workers with a heartbeat in the last 30 s",
    sql: "select count(*)::float8 as value from worker_heartbeats where beat_at > now() - interval '30 seconds'",
  },
  {
    name: "sojourn_walks_total",
    help: "Walks committed by the workers that are known",
    sql: "select coalesce(sum(walks), 0)::float8 as value from worker_heartbeats",
  },
  {
    name: "sojourn_sends_performed_total",
    help: "Sends performed by the workers that are known",
    sql: "select coalesce(sum(sends), 0)::float8 as value from worker_heartbeats",
  },
];

/** pg-boss makes its schema on its first start; before that there are no queues to count. */
const QUEUE_DEPTH: Measure = {
  name: "sojourn_queue_jobs",
  help: "Undone jobs per queue (hints; people never wait in here)",
  label: "queue",
  sql: "select name as label, count(*)::float8 as value from pgboss.job where state < 'completed' group by name",
};

function registry(): Registry {
  if (globalThis.__sojournMetrics) return globalThis.__sojournMetrics;
  const made = new Registry();
  collectDefaultMetrics({ register: made });
  globalThis.__sojournMetrics = made;
  return made;
}

function gauge(register: Registry, { name, help, label }: Measure): Gauge {
  const known = register.getSingleMetric(name);
  if (known instanceof Gauge) return known;
  return new Gauge({ name, help, registers: [register], labelNames: label ? [label] : [] });
}

async function take(register: Registry, measure: Measure): Promise<void> {
  const metric = gauge(register, measure);
  const { rows } = await pool().query<{ label?: string; value: number }>(measure.sql);
  metric.reset();
  for (const { label, value } of rows) {
    if (measure.label) metric.set({ [measure.label]: label ?? "" }, value);
    else metric.set(value);
  }
}

/** Prometheus text: the backlog, its age, sends, queues, workers, and this process. */
export async function renderMetrics(): Promise<{ contentType: string; text: string }> {
  const register = registry();
  for (const measure of MEASURES) await take(register, measure);
  const { rows } = await pool().query<{ there: boolean }>("select to_regclass('pgboss.job') is not null as there");
  if (rows[0]?.there) await take(register, QUEUE_DEPTH);
  return { contentType: register.contentType, text: await register.metrics() };
}
