import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { BEGIN_WALK, CLAIM_HELD, claimedRow, type PlacedClaim } from "@/lib/db/claim.sql";
import { FORGET_LISTENING } from "@/lib/db/commit-walks.sql";
import { pool } from "@/lib/db/pool";
import { readClock } from "@/lib/db/read-clock";
import { GATHER, LEFT_TO_GATHER, RELEASE, UNFINISHED_RESUMES } from "@/lib/db/resume.sql";
import { runTransaction } from "@/lib/db/run-transaction";
import type { ResumeMode } from "@/lib/journey/resume-mode";
import { hintDeliver, hintWalk } from "@/lib/queue/hint";
import { archivedWalk } from "./archived-walk";
import { commitWalks } from "./commit-walks";
import { momentPlaces } from "./moment-places";
import { readWalkContexts } from "./read-walk-contexts";
import { BATCH_SIZE } from "./walk-shard";

type Resume = {
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

/** True once the journey is active: nobody was left to be set aside while its row was held. */
async function activate(scene: Scene): Promise<boolean> {
  const { id, journey_id, workspace_id } = scene.resume;
  return runTransaction(async (client) => {
    const { rows } = await client.query<{ status: string }>(
      "select status from journeys where id = $1 for no key update",
      [journey_id],
    );
    if (rows[0]?.status === "paused") {
      const left = await client.query<{ left: boolean }>(LEFT_TO_GATHER, gatherValues(scene));
      if (left.rows[0]?.left) return false;
      await client.query("update journeys set status = 'active', updated_at = now() where id = $1", [journey_id]);
      await client.query("update workspaces set trigger_epoch = trigger_epoch + 1 where id = $1", [workspace_id]);
    }
    await client.query("update journey_resumes set state = 'releasing' where id = $1 and state = 'gathering'", [id]);
    return true;
  });
}

async function releaseSome({ resume, versions, moments }: Scene): Promise<number> {
  const { resumed_at, paused_at, mode, window_ms } = resume;
  const values = [versions, resumed_at, paused_at, mode, (window_ms ?? 0) / 1_000, ...columns(moments), ROWS];
  const rows = await runTransaction(async (client) => {
    const released = await client.query<{ shard: number; n: number }>(RELEASE, values);
    const count = released.rows.reduce((sum, { n }) => sum + n, 0);
    await client.query("update journey_resumes set released = released + $2 where id = $1", [resume.id, count]);
    return released.rows;
  });
  hintWalk(rows.map(({ shard }) => shard));
  hintDeliver(rows.map(({ shard }) => shard));
  return rows.reduce((sum, { n }) => sum + n, 0);
}

async function skip(client: pg.ClientBase, { resume, versions }: Scene): Promise<number> {
  const clock = await readClock(client, resume.workspace_id);
  const claimed = await client.query<PlacedClaim & { shard: number }>(CLAIM_HELD, [
    BATCH_SIZE,
    versions,
    resume.resumed_at,
  ]);
  const contexts = await readWalkContexts(client, versions);
  const ids = claimed.rows.map((row) => row.id);
  if (ids.length > 0) await client.query(FORGET_LISTENING, [ids]);
  const walked = claimed.rows.flatMap((flat) => {
    const row = claimedRow(flat);
    return archivedWalk(flat.shard, row, contexts.get(row.version_id), clock, "skipped_after_pause") ?? [];
  });
  await commitWalks(client, walked, clock);
  await client.query("update journey_resumes set skipped = skipped + $2 where id = $1", [resume.id, walked.length]);
  return claimed.rows.length;
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

async function finish(resume: Resume, isOver: () => boolean): Promise<boolean> {
  const { versions, moments } = await momentPlaces(resume.journey_id);
  const scene = { resume, versions, moments };
  const gather = async () =>
    (await runTransaction((client) => client.query<{ n: number }>(GATHER, [...gatherValues(scene), ROWS]))).rows[0]
      ?.n ?? 0;
  if (resume.state === "gathering" && !(await until(gather, () => activate(scene), isOver))) return false;
  const noneHeld = async () =>
    (
      await pool().query("select from waiting_rest where version_id = any($1) and held_due_at is not null limit 1", [
        versions,
      ])
    ).rowCount === 0;
  const release = async () => {
    const released = await releaseSome(scene);
    return released > 0 || resume.mode !== "skip"
      ? released
      : runTransaction((client) => skip(client, scene), BEGIN_WALK);
  };
  if (!(await until(release, noneHeld, isOver))) return false;
  await pool().query("update journey_resumes set state = 'done', finished_at = now() where id = $1", [resume.id]);
  return true;
}

/**
 * Sees every resume that was asked for through to its end, or that of one journey of a workspace, until `budgetMs` is used up. Safe to run any number of times
 * at once and to break off anywhere. Gives back how many are unfinished.
 */
export async function finishResumes(options: {
  journeyId?: string;
  workspaceId?: number;
  budgetMs: number;
  signal?: AbortSignal;
}): Promise<number> {
  const over = performance.now() + options.budgetMs;
  const isOver = () => options.signal?.aborted === true || performance.now() >= over;
  const { rows } = await pool().query<Resume>(UNFINISHED_RESUMES);
  let unfinished = 0;
  for (const resume of rows) {
    const { journeyId = resume.journey_id, workspaceId = resume.workspace_id } = options;
    if (resume.journey_id !== journeyId || resume.workspace_id !== workspaceId) continue;
    if (!(await finish(resume, isOver))) unfinished += 1;
  }
  return unfinished;
}
