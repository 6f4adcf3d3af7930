import { setTimeout as sleep } from "node:timers/promises";
import { eraseSubscriber } from "@/lib/commands/erase-subscriber";
import { pauseJourney } from "@/lib/commands/pause-journey";
import { publishJourney } from "@/lib/commands/publish-journey";
import { resumeJourney } from "@/lib/commands/resume-journey";
import { prisma } from "@/lib/db/prisma";
import { countBroken } from "../check-tables";
import type { Fault } from "../fault";
import { findTraces } from "../find-traces";
import type { Finding } from "../findings";
import { liveThrough, type Town } from "../live-through";
import { addressOf, buys, ownerOf, usualGraph } from "../scene";
import type { Stage } from "../stage";

const ROUNDS = 12;
const PAUSED_MS = 700;
const WAITS = ["PT3S", "PT4S"];

/**
 * When the transaction of each walk began and when it was written, by the database's clock. A walk is dated by its worker's clock, which is read
 * before that: on a busy machine long enough before for a resume to come in between.
 */
const WITNESS = `alter table walks add column began timestamptz not null default now(),
  add column written timestamptz not null default clock_timestamp()`;

/**
 * Who moved in a pause. $1 when each pause was known to be committed, $2 a moment in it such that every transaction begun before it had ended before
 * the resume was asked for. Whoever began between the two moved in the pause. Whoever began later may have waited for the resume, but has
 * written nothing before it was committed.
 */
const WALKED_IN_PAUSE = `
with pauses as materialized (
  select p.*, (select coalesce(min(pg_xact_commit_timestamp(l.xmin)), 'infinity') from journey_status_log l
    where l.status = 'active' and pg_xact_commit_timestamp(l.xmin) > p.until) as resumed
  from unnest($1::timestamptz[], $2::timestamptz[]) as p ("from", until)
)
select w.enrollment_id, w.at, w.began, w.written, p.* from walks w
join pauses p on w.began > p."from" and (w.began < p.until or w.written < p.resumed)`;

const STILL_RUNNING = `
select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
  and state <> 'idle' and coalesce(xact_start, query_start) < $1::timestamptz`;

/** A walk is dated before its transaction begins; beyond a second (real-now.ts) a worker's clock is not believed. */
async function clockAhead(stage: Stage): Promise<Finding> {
  const { ahead } = await stage.one<{ ahead: number }>(
    "select coalesce(max(extract(epoch from at - began) * 1000), 0)::float8 as ahead from walks",
  );
  stage.say(`no walk was dated more than ${Math.max(0, ahead).toFixed(0)} ms ahead`);
  return {
    invariant: "other",
    what: "a walk was dated more than a second ahead",
    broken: ahead > 1_000 ? 1 : 0,
    example: ahead,
  };
}

/** A time in which the journey stood still, by the database's clock: see WALKED_IN_PAUSE. */
type Pause = { from: string; until: string };

async function databaseNow(stage: Stage): Promise<string> {
  return (await stage.one<{ at: string }>("select clock_timestamp()::text as at")).at;
}

async function pause({ stage, journeyId }: Town): Promise<Pause> {
  const owner = ownerOf(stage.workspaceId);
  const paused = await pauseJourney(owner, journeyId);
  if (!paused.ok) throw new Error(`the journey could not be paused: ${JSON.stringify(paused)}`);
  const from = await databaseNow(stage);
  await sleep(PAUSED_MS);
  const until = await databaseNow(stage);
  await stage.until("whoever began in the pause has ended", async () => {
    const seen = await stage.one(STILL_RUNNING, [until]);
    return { done: seen.n === 0, seen };
  });
  const resumed = await resumeJourney(owner, journeyId);
  if (!resumed.ok) throw new Error(`the journey could not be resumed: ${JSON.stringify(resumed)}`);
  return { from, until };
}

async function edit({ stage, journeyId }: Town, round: number): Promise<void> {
  await prisma().journey.update({
    where: { id: journeyId },
    data: { graph: usualGraph(WAITS[round % WAITS.length] ?? "") },
  });
  const published = await publishJourney(ownerOf(stage.workspaceId), journeyId);
  if (!published.ok) throw new Error(`the journey could not be published: ${JSON.stringify(published)}`);
}

/** Somebody who has come lately and will buy nothing, so that no event of theirs brings them back. */
async function erase({ stage, signUps }: Town, erased: Set<number>): Promise<void> {
  const lately = Array.from({ length: 40 }, (_, i) => signUps.next - 1 - i).filter(
    (p) => p >= 0 && !buys(p) && !erased.has(p),
  );
  for (const person of lately.slice(0, 5)) {
    erased.add(person);
    await eraseSubscriber(stage.workspaceId, `p${person}`, stage.env.APP_SECRET ?? "");
  }
}

export const midFlight: Fault = {
  name: "mid-flight",
  about:
    "people erased, the journey paused and resumed, a new version published, workers killed, all in mid-flight (promises 10, 21)",
  short: false,
  run: async (stage) => {
    await stage.query(WITNESS);
    const erased = new Set<number>();
    const pauses: Pause[] = [];
    return liveThrough(stage, {
      of: "erasures, pauses and edits",
      people: 500,
      pace: 500,
      erased,
      pauses: true,
      trouble: async (town) => {
        await stage.until("people are inside", async () => ({
          done: town.signUps.next >= 100,
          seen: town.signUps.next,
        }));
        for (let round = 0; round < ROUNDS; round += 1) {
          await erase(town, erased);
          pauses.push(await pause(town));
          await edit(town, round);
          town.crew.killOne(round);
          await sleep(800);
          await stage.hurry();
        }
        return erased.size + pauses.length + ROUNDS;
      },
      check: async () => [
        await clockAhead(stage),
        await findTraces([...erased].map(addressOf)),
        await countBroken("other", "somebody walked while the journey was paused", WALKED_IN_PAUSE, [
          pauses.map(({ from }) => from),
          pauses.map(({ until }) => until),
        ]),
        await countBroken(
          "other",
          "somebody left the version that they entered",
          `select w.enrollment_id from walks w join enrollments e on e.id = w.enrollment_id where w.version_id <> e.version_id
           union all select w.id from waiting w join enrollments e on e.id = w.id where w.version_id <> e.version_id`,
        ),
      ],
    });
  },
};
