import { setTimeout as sleep } from "node:timers/promises";
import { ingestEvents } from "@/lib/commands/ingest-events";
import type { Instant } from "@/lib/journey/facts";
import { addressOf } from "./scene";
import type { Stage } from "./stage";

/** Somebody who waits at the step, and until when. */
export type Racer = { externalId: string; subscriberId: string; enrollmentId: string; due: Instant };

type Course = {
  /** number of the step at which they wait */
  node: number;
  /** how many milliseconds after their wait has run out they act; asked 100 ms before that, so at least -100 */
  aim: () => number;
  /** everything that can be done before; gives what is done then */
  prepare: (racer: Racer) => Promise<() => Promise<unknown>>;
};

const BATCH = 50;
const EVERY_MS = 250;
const ASKED_BEFORE_MS = 100;

async function run(racer: Racer, { aim, prepare }: Course): Promise<void> {
  const act = await prepare(racer);
  await sleep(Math.max(0, racer.due - ASKED_BEFORE_MS - Date.now()));
  await sleep(Math.max(0, racer.due + aim() - Date.now()));
  await act();
}

/** Lets people in, a batch every quarter of a second, and has each act about the time when their wait runs out. Resolves when all have. */
export async function race(stage: Stage, people: number, course: Course): Promise<Racer[]> {
  const { node } = course;
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
      acts.push(run(racer, course));
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
