import type pg from "pg";
import { READ_DATES, READ_ZONES } from "@/lib/db/timers.sql";
import type { TimerPlan } from "@/lib/engine/timer-plan";
import { nextRuleMoment } from "@/lib/journey/date-rule";
import type { Instant } from "@/lib/journey/facts";
import type { Json } from "@/lib/journey/json";
import { nextOccurrence } from "@/lib/journey/occurrence";
import { pathRoot } from "@/lib/journey/read-path";
import { isTimeZone } from "@/lib/journey/time";
import type { Route } from "./ingest-routes";
import type { IngestWorkspace } from "./ingest-workspace";

/** A timer of a live journey, ready to be asked. */
export type LiveTimer = { route: Route; plan: TimerPlan };

/** `zones`: as they are written with people ('' for none), each with the local time it stands for there; null: one for all. */
export type TimerMoment = { at: Instant; zones: Record<string, string> | null; local: string };

type Db = Pick<pg.ClientBase, "query">;

/** The zone of people who have none, or none that there is. */
export function defaultZone({ route, plan }: LiveTimer, workspace: IngestWorkspace): string {
  const wanted = (plan.zone !== "person" && plan.zone.fixed) || route.timezone || workspace.timezone;
  return isTimeZone(wanted) ? wanted : "UTC";
}

/** Where the dates of people are kept: an attribute's path, or null for a field, which has no index of beginnings to look through. */
export function attributePath({ plan }: LiveTimer): readonly string[] | null {
  if (!plan.date) return null;
  const at = pathRoot(plan.date.attribute);
  return at.root === "attribute" ? [...at.keys] : null;
}

/** Of a sandbox, which is small: the next of its people's dates, so that moving its clock by a year is not a look at every morning. */
async function nextDate(
  db: Db,
  timer: LiveTimer,
  workspace: IngestWorkspace,
  after: Instant,
): Promise<Instant | undefined> {
  const { date, zone } = timer.plan;
  if (!date) return undefined;
  const path = attributePath(timer);
  const { rows } = await db.query<{ timezone: string | null; value: Json; created_at: number }>(READ_DATES, [
    workspace.id,
    path ?? [],
  ]);
  const fallback = defaultZone(timer, workspace);
  let first: Instant | undefined;
  for (const row of rows) {
    const own = zone === "person" && row.timezone && isTimeZone(row.timezone) ? row.timezone : fallback;
    const value = path ? row.value : date.attribute === "created_at" ? row.created_at : null;
    const at = nextRuleMoment(date.rule, value, after, own);
    if (at !== undefined && (first === undefined || at < first)) first = at;
  }
  return first;
}

/** The first moment after `after` at which the timer may let somebody in; undefined: none any more. */
export async function nextTimerMoment(
  db: Db,
  timer: LiveTimer,
  workspace: IngestWorkspace,
  after: Instant,
): Promise<TimerMoment | undefined> {
  const { recurrence, zone, date } = timer.plan;
  let from = after;
  if (date && workspace.mode === "sandbox") {
    const at = await nextDate(db, timer, workspace, after);
    if (at === undefined) return undefined;
    from = at - 1;
  }
  const fallback = defaultZone(timer, workspace);
  if (zone !== "person") {
    const next = nextOccurrence(recurrence, from, fallback);
    return next && { ...next, zones: null };
  }
  const { rows } = await db.query<{ zone: string }>(READ_ZONES, [workspace.id]);
  const written = new Set(["", ...rows.map((row) => row.zone)]);
  let first: TimerMoment | undefined;
  for (const name of written) {
    const next = nextOccurrence(recurrence, from, name !== "" && isTimeZone(name) ? name : fallback);
    if (!next || (first && next.at > first.at)) continue;
    if (!first || next.at < first.at) first = { at: next.at, local: next.local, zones: {} };
    if (first.zones) first.zones[name] = next.local;
  }
  return first;
}
