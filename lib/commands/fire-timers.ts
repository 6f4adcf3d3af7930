import type pg from "pg";
import { runTransaction } from "@/lib/db/run-transaction";
import { CLAIM_TIMER, READ_TIMER_PEOPLE, TAKE_OCCURRENCE, WRITE_TIMER } from "@/lib/db/timers.sql";
import { datesToLookFor, isRuleDay } from "@/lib/journey/date-rule";
import type { Instant, SubscriberFacts } from "@/lib/journey/facts";
import { dig, fieldValue, pathRoot } from "@/lib/journey/read-path";
import { isTimeZone } from "@/lib/journey/time";
import { hintWalk } from "@/lib/queue/hint";
import { log } from "@/lib/queue/log";
import { enterJourneys } from "./enter-journeys";
import { routesOf } from "./ingest-routes";
import { type IngestWorkspace, readIngestWorkspace } from "./ingest-workspace";
import { attributePath, defaultZone, type LiveTimer, nextTimerMoment } from "./timer-moments";

/** People in one transaction. */
const BATCH = 1_000;
/** After an outage of a live workspace what lies further back does not happen any more. */
const CATCH_UP_MAX_MS = 86_400_000;
/** People in zones nobody was in before, or with a new date, are found within this. */
const LOOK_AGAIN_MS = 3_600_000;

type Row = {
  id: number;
  workspace_id: number;
  journey_id: string;
  node: string;
  since: Instant;
  occurring: Instant | null;
  after_id: string;
  zones: { zones: Record<string, string> | null; local: string } | null;
};

type Fired = { claimed: boolean; people: number; shards: Set<number> };
const NONE: Fired = { claimed: true, people: 0, shards: new Set() };

type Written = {
  since: Instant;
  occurring: Instant | null;
  afterId: string;
  zones: Row["zones"];
  nextAt: Instant | null;
};
const write = (client: pg.ClientBase, { id }: Row, w: Written) =>
  client.query(WRITE_TIMER, [id, w.since, w.occurring, w.afterId, w.zones && JSON.stringify(w.zones), w.nextAt]);

/** When the journey was last resumed after a pause: what came meanwhile does not happen. */
async function resumedAt(client: pg.ClientBase, row: Row): Promise<Instant> {
  const { rows } = await client.query<{ at: number | null }>(
    `select floor(extract(epoch from min(a.at)) * 1000)::float8 as at from journey_status_log a
     where a.journey_id = $1 and a.status = 'active'
       and a.id > (select max(p.id) from journey_status_log p where p.journey_id = $1 and p.status = 'paused')`,
    [row.journey_id],
  );
  return rows[0]?.at ?? 0;
}

/** Nothing is under way: what comes next, and is it time for it? */
async function begin(client: pg.ClientBase, row: Row, timer: LiveTimer, workspace: IngestWorkspace): Promise<Fired> {
  const { now } = workspace;
  let since = Math.max(row.since, await resumedAt(client, row));
  if (workspace.mode === "live" && now - since > CATCH_UP_MAX_MS) {
    const missed = await nextTimerMoment(client, timer, workspace, since);
    if (missed && missed.at <= now - CATCH_UP_MAX_MS)
      log.warn(
        { timer: row.id, journey: row.journey_id, from: new Date(missed.at).toISOString() },
        "occurrences more than a day ago are left out",
      );
    since = now - CATCH_UP_MAX_MS;
  }
  const next = await nextTimerMoment(client, timer, workspace, since);
  if (next && next.at <= now) {
    const zones = { zones: next.zones, local: next.local };
    await write(client, row, { since, occurring: next.at, afterId: "0", zones, nextAt: next.at });
    return NONE;
  }
  // Until now there was nothing; who comes along later can be in a zone, or have a date, that is due before what is next for the others.
  const mayCome = timer.plan.zone === "person" || timer.plan.date !== undefined;
  const soonest = Math.min(
    next?.at ?? Number.POSITIVE_INFINITY,
    mayCome ? now + LOOK_AGAIN_MS : Number.POSITIVE_INFINITY,
  );
  const nextAt = Number.isFinite(soonest) ? soonest : null;
  await write(client, row, { since: now, occurring: null, afterId: "0", zones: null, nextAt });
  return NONE;
}

function isTheirDate(timer: LiveTimer, workspace: IngestWorkspace, person: SubscriberFacts, local: string): boolean {
  const { date, zone } = timer.plan;
  if (!date) return true;
  const at = pathRoot(date.attribute);
  const value =
    at.root === "field"
      ? dig(fieldValue(person, at.field), at.keys)
      : at.root === "attribute"
        ? dig(person.attributes, at.keys)
        : undefined;
  const own = zone === "person" && person.timezone && isTimeZone(person.timezone) ? person.timezone : undefined;
  return isRuleDay(date.rule, value, local.slice(0, 10), own ?? defaultZone(timer, workspace));
}

async function readPeople(client: pg.ClientBase, row: Row, timer: LiveTimer): Promise<SubscriberFacts[]> {
  const { date, segmentId } = timer.plan;
  const { zones, local } = row.zones ?? { zones: null, local: "" };
  const path = attributePath(timer);
  const days = [...new Set(zones ? Object.values(zones) : [local])].map((text) => text.slice(0, 10));
  const beginnings = date && path ? [...new Set(days.flatMap((day) => datesToLookFor(date.rule, day)))] : null;
  const { rows } = await client.query<SubscriberFacts>({
    name: "read-timer-people",
    text: READ_TIMER_PEOPLE,
    values: [
      row.workspace_id,
      row.after_id,
      BATCH,
      zones && Object.keys(zones),
      segmentId ?? null,
      path,
      beginnings,
      date?.rule.yearly ? 6 : 1,
      date?.rule.yearly ? 5 : 10,
    ],
  });
  return rows;
}

/** The next people of the occurrence under way; with the last of them it is over. */
async function goOn(
  client: pg.ClientBase,
  row: Row & { occurring: Instant },
  timer: LiveTimer,
  workspace: IngestWorkspace,
): Promise<Fired> {
  const { occurring: at, zones: stored } = row;
  const people = await readPeople(client, row, timer);
  const localOf = ({ timezone }: SubscriberFacts) => stored?.zones?.[timezone ?? ""] ?? stored?.local ?? "";
  const meant = people.filter((person) => isTheirDate(timer, workspace, person, localOf(person)));
  const { rows } = await client.query<{ id: string }>(TAKE_OCCURRENCE, [
    row.id,
    workspace.id,
    meant.map(({ id }) => id),
    meant.map(localOf),
  ]);
  const taken = new Set(rows.map(({ id }) => id));
  const { route } = timer;
  const candidates = meant
    .filter(({ id }) => taken.has(id))
    .map((subscriber) => ({
      route,
      subscriber,
      trigger: { node: route.nodeId, properties: { occurrence: localOf(subscriber) }, at },
    }));
  const shards = await enterJourneys(client, workspace, candidates);
  const last = people.length === BATCH ? people.at(-1) : undefined;
  if (last) await write(client, row, { since: row.since, occurring: at, afterId: last.id, zones: stored, nextAt: at });
  else await write(client, row, { since: at, occurring: null, afterId: "0", zones: null, nextAt: at });
  return { claimed: true, people: candidates.length, shards };
}

async function fireOne(client: pg.ClientBase, workspaceId: number): Promise<Fired> {
  const workspace = await readIngestWorkspace(client, workspaceId);
  const routes = await routesOf(client, workspace);
  const { rows } = await client.query<Row>(CLAIM_TIMER, [workspaceId, workspace.now]);
  const [row] = rows;
  if (!row) return { claimed: false, people: 0, shards: new Set() };
  const timer = routes.timers.get(`${row.journey_id} ${row.node}`);
  if (!timer) {
    log.error({ timer: row.id, journey: row.journey_id }, "a published time trigger cannot be read; it lets nobody in");
    await write(client, row, { since: workspace.now, occurring: null, afterId: "0", zones: null, nextAt: null });
    return NONE;
  }
  const { occurring } = row;
  return occurring === null
    ? begin(client, row, timer, workspace)
    : goOn(client, { ...row, occurring }, timer, workspace);
}

/**
 * Does everything that a workspace's time triggers have to do by now: occurrence by occurrence in the order of time, each in batches that
 * remember how far they are, so that every person has every occurrence once, whatever dies in between. Any number may run side by
 * side. Gives back how many people were let try.
 */
export async function fireTimers(workspaceId: number, signal?: AbortSignal): Promise<number> {
  let people = 0;
  while (!signal?.aborted) {
    const fired = await runTransaction((client) => fireOne(client, workspaceId));
    if (fired.shards.size > 0) hintWalk(fired.shards);
    people += fired.people;
    if (!fired.claimed) return people;
  }
  return people;
}
