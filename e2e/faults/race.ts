import { setTimeout as sleep } from "node:timers/promises";
import { ingestEvents } from "@/lib/commands/ingest-events";
import type { Instant } from "@/lib/journey/facts";
import { addressOf } from "./scene";
import type { Stage } from "./stage";

/** Somebody who waits at the step, and until when. */
export type Racer = { externalId: string; subscriberId: string; enrollmentId: string; due: Instant };

const BATCH = 50;
const EVERY_MS = 250;

/**
 * Lets people in, a batch every quarter of a second, and has `act` called for each at a random moment between `from` and `until`
 * milliseconds after the instant at which their wait at step number `node` runs out. Resolves when all of that is done.
 */
export async function race(
  stage: Stage,
  people: number,
  { node, from, until }: { node: number; from: number; until: number },
  act: (racer: Racer) => Promise<void>,
): Promise<Racer[]> {
  await stage.untilStaffed();
  const racers = new Map<string, Racer>();
  const acts: Promise<void>[] = [];
  for (let came = 0, coming = 1; came < people || coming > 0; ) {
    const batch = Array.from({ length: Math.min(BATCH, people - came) }, (_, i) => came + i);
    came += batch.length;
    const items = batch.map((p) => ({
      kind: "track" as const,
      externalId: `p${p}`,
      event: "signed_up",
      properties: {},
      traits: { email: addressOf(p) },
    }));
    if (items.length > 0) await ingestEvents(stage.workspaceId, items);
    await sleep(EVERY_MS);
    for (const racer of await findRacers(stage, node)) {
      if (racers.has(racer.externalId)) continue;
      racers.set(racer.externalId, racer);
      const inMs = racer.due - Date.now() + from + Math.random() * (until - from);
      acts.push(sleep(Math.max(0, inMs)).then(() => act(racer)));
    }
    // Whoever has passed the wait before anybody looked has not raced.
    const on = await stage.one("select count(*)::int as n from waiting where node < $1 or visit = 0", [node]);
    coming = on.n ?? 0;
  }
  await Promise.all(acts);
  return [...racers.values()];
}

async function findRacers(stage: Stage, node: number): Promise<Racer[]> {
  const { rows } = await stage.query(
    `select s.external_id as "externalId", s.id as "subscriberId", w.id as "enrollmentId", (extract(epoch from w.due_at) * 1000)::float8 as due
     from waiting w join subscribers s on s.id = w.subscriber_id where w.node = $1 and w.wake is null and w.visit > 0`,
    [node],
  );
  return rows;
}
