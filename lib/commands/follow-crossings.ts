import type pg from "pg";
import { READ_SUBSCRIBERS_BY_ID } from "@/lib/db/subscribers.sql";
import type { SubscriberFacts } from "@/lib/journey/facts";
import { enterJourneys } from "./enter-journeys";
import type { Routes } from "./ingest-routes";
import type { IngestWorkspace } from "./ingest-workspace";
import { changeLets, markDirty } from "./record-subscriber-changes";
import type { Crossing } from "./score-events";
import { CHANGE_KIND, type Happening, wakeAwaiting } from "./wake-awaiting";
import type { Candidate } from "./who-enters";

/** Whoever waits for a change looks again. */
export function crossingHappenings(crossings: readonly Crossing[], workspace: IngestWorkspace): Happening[] {
  return crossings.map(({ subscriberId }) => ({
    subscriberId,
    kindId: CHANGE_KIND,
    wake: { by: "change", at: workspace.now },
  }));
}

/** The journeys that start when a class changes (trigger.attribute_changed on its path), for these people. */
export function crossingCandidates(
  crossings: readonly Crossing[],
  routes: Routes,
  people: ReadonlyMap<string, SubscriberFacts>,
  workspace: IngestWorkspace,
): Candidate[] {
  return crossings.flatMap(({ subscriberId, classes }) => {
    const subscriber = people.get(subscriberId);
    if (!subscriber) return [];
    return classes.flatMap(({ path, from, to }) =>
      (routes.byAttribute.get(path) ?? [])
        .filter((route) => changeLets(route, from ?? undefined, to ?? undefined))
        .map((route) => ({
          route,
          subscriber,
          trigger: { node: route.nodeId, properties: { attribute: path, from, to }, at: workspace.now },
        })),
    );
  });
}

/**
 * Everything that follows from people having come into other classes by the passing of time, in the transaction that noted it and holds
 * their row locks. After commit: hint the shards and, where somebody is marked, the segments.
 */
export async function followCrossings(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  routes: Routes,
  crossings: readonly Crossing[],
): Promise<{ shards: Set<number>; segments: boolean }> {
  if (crossings.length === 0) return { shards: new Set(), segments: false };
  const ids = crossings.map(({ subscriberId }) => subscriberId);
  const segments = routes.segmentsScored && (await markDirty(client, workspace.id, crossings));
  if (!routes.standingListens) return { shards: new Set(), segments };
  const woken = await wakeAwaiting(client, workspace.now, crossingHappenings(crossings, workspace));
  const { rows } = await client.query<SubscriberFacts>(READ_SUBSCRIBERS_BY_ID, [workspace.id, ids]);
  const people = new Map(rows.map((row) => [row.id, row]));
  const entered = await enterJourneys(client, workspace, crossingCandidates(crossings, routes, people, workspace));
  return { shards: woken.union(entered), segments };
}
