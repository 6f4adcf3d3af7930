import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { BEGIN_WALK, CLAIM_HELD, claimedRow, type PlacedClaim } from "@/lib/db/claim.sql";
import { FORGET_LISTENING } from "@/lib/db/commit-walks.sql";
import { pool } from "@/lib/db/pool";
import { readClock } from "@/lib/db/read-clock";
import { GATHER, HOLD_RESUME, LEFT_TO_GATHER, RELEASE } from "@/lib/db/resume.sql";
import { runTransaction } from "@/lib/db/run-transaction";
import type { ResumeMode } from "@/lib/journey/resume-mode";
import { hintDeliver, hintWalk } from "@/lib/queue/hint";
import { archivedWalk } from "./archived-walk";
import { commitWalks } from "./commit-walks";
import { momentPlaces } from "./moment-places";
import { putOffUnreadable } from "./put-off-failed";
import { releaseSends } from "./put-off-sends";
import { readWalkContexts } from "./read-walk-contexts";
import { BATCH_SIZE } from "./walk-shard";

/** A row of journey_resumes that is to be seen through. */
export type Resume = {
  id: number;
  workspace_id: number;
  journey_id: string;
  mode: ResumeMode;
  window_ms: number | null;
  state: "gathering" | "releasing";
  /** epoch seconds, as resumed_at */
  paused_at: number;
  resumed_at: number;
};

type Places = { version_id: number; node: number }[];
type Scene = { resume: Resume; versions: number[]; moments: Places };

/** Rows a statement: long enough to be cheap, short enough that an event never waits long for the rows it holds. */
const ROWS = 10_000;
const LOOK_AGAIN_MS = 20;
const LOOKS_MAX = 100;

const columns = (places: Places) => [places.map((p) => p.version_id), places.map((p) => p.node)];

/** What has to be set aside before anybody goes on: to be shifted, all spans; as if never paused, nobody; else those who are late. */
function gatherValues({ resume, versions, moments }: Scene): unknown[] {
  switch (resume.mode) {
    case "now":
      return [versions, Number.NEGATIVE_INFINITY, [], []];
    case "shift":
      return [versions, Number.POSITIVE_INFINITY, ...columns(moments)];
    case "spread":
    case "skip":
      return [versions, resume.resumed_at, [], []];
  }
}

/**
 * One transaction of one stage of the resume. Somebody else may have seen it through meanwhile, and the journey may even have been
 * paused again: then nothing is done, and 0 given back. The stage cannot end before the transaction has.
 */
async function inStage(
  { resume }: Scene,
  stage: Resume["state"],
  work: (client: pg.PoolClient) => Promise<number>,
  begin?: string,
): Promise<number> {
  return runTransaction(async (client) => {
    const held = await client.query(HOLD_RESUME, [resume.id, stage]);
    return held.rowCount ? work(client) : 0;
  }, begin);
}

function gatherSome(scene: Scene): Promise<number> {
  return inStage(scene, "gathering", async (client) => {
    const { rows } = await client.query<{ n: number }>(GATHER, [...gatherValues(scene), ROWS]);
    return rows[0]?.n ?? 0;
  });
}

/** True once the journey is active: nobody was left to be set aside while its row was held. */
async function activate(scene: Scene): Promise<boolean> {
  const { id, journey_id, workspace_id } = scene.resume;
  return runTransaction(async (client) => {
    await client.query("select from journeys where id = $1 for no key update", [journey_id]);
    const gathering = await client.query(
      "select j.status from journey_resumes r join journeys j on j.id = r.journey_id where r.id = $1 and r.state = 'gathering' for update of r",
      [id],
    );
    if (!gathering.rowCount) return true; // somebody else has done it
    if (gathering.rows[0].status === "paused") {
      const left = await client.query<{ left: boolean }>(LEFT_TO_GATHER, gatherValues(scene));
      if (left.rows[0]?.left) return false;
      await client.query("update journeys set status = 'active', updated_at = now() where id = $1", [journey_id]);
      await client.query("update workspaces set trigger_epoch = trigger_epoch + 1 where id = $1", [workspace_id]);
    }
    await client.query("update journey_resumes set state = 'releasing' where id = $1", [id]);
    return true;
  });
}

async function releaseSome(scene: Scene): Promise<number> {
  const { resume, versions, moments } = scene;
  const { resumed_at, paused_at, mode, window_ms } = resume;
  const values = [versions, resumed_at, paused_at, mode, (window_ms ?? 0) / 1_000, ...columns(moments), ROWS];
  let shards: number[] = [];
  const released = await inStage(scene, "releasing", async (client) => {
    const { rows } = await client.query<{ shard: number; n: number }>(RELEASE, values);
    shards = rows.map(({ shard }) => shard);
    const count = rows.reduce((sum, { n }) => sum + n, 0);
    await client.query("update journey_resumes set released = released + $2 where id = $1", [resume.id, count]);
    return count;
  });
  hintWalk(shards);
  hintDeliver(shards);
  return released;
}

async function skipSome(scene: Scene): Promise<number> {
  let shards = new Set<number>();
  const skipped = await inStage(
    scene,
    "releasing",
    async (client) => {
      const done = await skip(client, scene);
      shards = done.shards;
      return done.claimed;
    },
    BEGIN_WALK,
  );
  hintWalk(shards);
  return skipped;
}

async function skip(client: pg.ClientBase, { resume, versions }: Scene) {
  const clock = await readClock(client, resume.workspace_id);
  const claimed = await client.query<PlacedClaim & { shard: number }>(CLAIM_HELD, [
    BATCH_SIZE,
    versions,
    resume.resumed_at,
  ]);
  const unreadable = new Map<number, string>();
  const contexts = await readWalkContexts(
    client,
    claimed.rows.map((row) => row.version_id),
    (version, error) => unreadable.set(version, error.message),
  );
  // Of a version that this process does not understand: they go on as they stood, and a worker of another release walks them.
  const strange = claimed.rows.filter((row) => unreadable.has(row.version_id));
  for (const [shard, rows] of Map.groupBy(strange, (row) => row.shard))
    await putOffUnreadable(client, shard, rows.map(claimedRow), clock, unreadable);
  const late = claimed.rows.filter((row) => !unreadable.has(row.version_id));
  const ids = late.map((row) => row.id);
  if (ids.length > 0) await client.query(FORGET_LISTENING, [ids]);
  const walked = late.flatMap((flat) => {
    const row = claimedRow(flat);
    return archivedWalk(flat.shard, row, contexts.get(row.version_id), clock, "skipped_after_pause") ?? [];
  });
  const { shards } = await commitWalks(client, walked, clock);
  await client.query("update journey_resumes set skipped = skipped + $2 where id = $1", [resume.id, walked.length]);
  return { claimed: claimed.rows.length, shards };
}

/** Runs `some` until it does nothing and `isDone` says so; false when time is up first or others hold what is left. */
async function until(some: () => Promise<number>, isDone: () => Promise<boolean>, isOver: () => boolean) {
  for (let looks = 0; looks < LOOKS_MAX && !isOver(); ) {
    if ((await some()) > 0) looks = 0;
    else if (await isDone()) return true;
    else {
      looks += 1;
      await sleep(LOOK_AGAIN_MS);
    }
  }
  return false;
}

/** Nobody is set aside any more, or somebody else has said so: whoever is set aside now belongs to another pause. */
async function isReleased({ resume, versions }: Scene): Promise<boolean> {
  const { rows } = await pool().query<{ released: boolean }>(
    `select r.state = 'done' or not exists (
       select from waiting_rest w where w.version_id = any($2::int[]) and w.held_due_at is not null and w.due_at = 'infinity') as released
     from journey_resumes r where r.id = $1`,
    [resume.id, versions],
  );
  return rows[0]?.released ?? true;
}

/**
 * Sees one resume through to its end; false when `isOver` or others come in between. `resume` may be out of date: what somebody else has done since
 * is not done again. Safe to run any number of times at once and to break off anywhere.
 */
export async function finishResume(resume: Resume, isOver: () => boolean): Promise<boolean> {
  const { versions, moments } = await momentPlaces(resume.journey_id);
  const scene = { resume, versions, moments };
  if (resume.state === "gathering")
    if (
      !(await until(
        () => gatherSome(scene),
        () => activate(scene),
        isOver,
      ))
    )
      return false;
  await releaseSends(versions);
  const release = async () => {
    const released = await releaseSome(scene);
    return released > 0 || resume.mode !== "skip" ? released : skipSome(scene);
  };
  if (!(await until(release, () => isReleased(scene), isOver))) return false;
  await pool().query(
    "update journey_resumes set state = 'done', finished_at = now() where id = $1 and state <> 'done'",
    [resume.id],
  );
  return true;
}
