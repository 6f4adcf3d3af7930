import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { pool } from "@/lib/db/pool";

declare global {
  var __sojournMetrics: Registry | undefined;
}

/** Figures about all workspaces together; labels never carry a workspace, a journey or a person. */
type Measure = { name: string; help: string; label?: "status" | "queue"; sql: string };

const MEASURES: Measure[] = [
  {
    name: "sojourn_due_people",
    help: "People whose step is due by the real clock and not done (live workspaces; counted up to 10000)",
    sql: "select count(*)::float8 as value from (select 1 from waiting where shard < 32 and due_at <= now() limit 10000) due",
  },
  {
    name: "sojourn_due_lag_seconds",
    help: "Age of the oldest due and undone step of live workspaces",
    sql: "select coalesce(extract(epoch from now() - min(due_at)), 0)::float8 as value from waiting where shard < 32 and due_at <= now()",
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
    sql: "select count(*)::float8 as value from event_dedupe where received_at > now() - interval '60 seconds'",
  },
  {
    name: "sojourn_sends",
    help: "Sends decided in the last 24 h, by status",
    label: "status",
    sql: "select status as label, count(*)::float8 as value from sends where created_at > now() - interval '24 hours' group by status",
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
