import type pg from "pg";
import { fetchFacts } from "@/lib/audience/fetch-facts";
import type { ClaimedRow } from "@/lib/db/claim.sql";
import { fillLiquid } from "@/lib/email/fill-liquid";
import { templateContext } from "@/lib/email/template-context";
import { advance } from "@/lib/engine/advance";
import { stableRandom } from "@/lib/engine/stable-random";
import type { Position, Walk } from "@/lib/engine/types";
import type { FactKey, FactRequest, FactValue, Instant } from "@/lib/journey/facts";
import type { StepEnvironment } from "@/lib/nodes/define-node";
import { personsTime } from "./persons-time";
import type { WalkContext } from "./read-walk-contexts";
import { type DoneWalk, type Walked, wakesInTime } from "./walked";
import { walkingFacts } from "./walking-facts";

/** Each round answers what a step asked for; a step that keeps asking has a bug and fails. */
const ROUNDS_MAX = 200;

type Fetched = Map<FactKey, FactValue>;
/** Somebody about to walk: where from, with what to look at, by which clock. */
export type Walking = Omit<Walked, "walk"> & { position: Position; env: StepEnvironment; fetched: Fetched };
type Asking = { walking: Walking; requests: FactRequest[] };

export function positionOf(row: ClaimedRow, node: string): Position {
  return {
    node,
    visit: row.visit,
    // a run begins in front of its trigger (visit 0) and never waits there
    arrived: row.visit > 0,
    arrived_at: row.arrived_at,
    due_at: row.due_at === Number.POSITIVE_INFINITY ? "forever" : row.due_at,
    wakes: wakesInTime(row),
  };
}

/** A claimed person in front of a position of a version, at `now`. Undefined when run or person is gone, or the run has ended. */
export function prepareWalk(
  shard: number,
  row: ClaimedRow,
  context: WalkContext,
  position: Position,
  now: Instant,
): Walking | undefined {
  const { run, person } = row;
  if (!run || !person || run.state !== "active") return undefined;
  const fetched: Fetched = new Map();
  return {
    shard,
    row,
    run,
    person,
    version: context.version,
    now,
    fetched,
    facts: walkingFacts(row, run, person, context, fetched),
    position,
    env: environmentAt(now),
  };
}

let lastEnvironment: StepEnvironment | undefined;

/** Everybody of a live batch walks at the same instant, so one environment does for all of them. */
function environmentAt(now: Instant): StepEnvironment {
  if (lastEnvironment?.now !== now)
    lastEnvironment = {
      now,
      random: stableRandom,
      fill: (template, facts) => fillLiquid(template, templateContext(facts, now)),
    };
  return lastEnvironment;
}

/** A step that throws will throw again for the same person: the walk is pure. The run ends here and the others go on. */
function failedWalk({ position, run, now, version }: Walking, error: string): DoneWalk {
  const { node, visit, arrived, arrived_at } = position;
  return {
    kind: "ends",
    state: "failed",
    reason: "step_error",
    at: now,
    node,
    steps: [
      {
        visit,
        node,
        type: version.compiled.node(node).type,
        entered_at: arrived ? arrived_at : now,
        left_at: now,
        outcome: "failed",
        reason: error.slice(0, 500),
      },
    ],
    effects: [],
    run: run.run,
    runChanged: false,
  };
}

function step(walking: Walking): Walk | { kind: "threw"; error: string } {
  try {
    return advance(walking.version.compiled, walking.position, walking.facts, walking.env);
  } catch (error) {
    return { kind: "threw", error: error instanceof Error ? error.message : String(error) };
  }
}

async function answer(client: pg.ClientBase, asking: readonly Asking[]): Promise<void> {
  const answers = await fetchFacts(
    client,
    asking.map(({ walking, requests }) => ({
      subscriberId: walking.row.subscriber_id,
      enrollmentId: walking.row.id,
      versionId: walking.version.id,
      requests,
      now: walking.now,
    })),
  );
  asking.forEach(({ walking }, i) => {
    for (const [key, value] of answers[i] ?? []) walking.fetched.set(key, value);
  });
}

function prepare(shard: number, row: ClaimedRow, context: WalkContext, clock: Instant): Walking | undefined {
  const position = positionOf(row, context.version.compiled.idAt(row.node));
  return prepareWalk(shard, row, context, position, personsTime(shard, row, clock));
}

/**
 * Walks every claimed person as far as they can go, in memory. Facts that are not at hand are fetched for the whole batch with one
 * query per kind, then those who asked are walked again from where they stood. Rows whose run or person is gone, or
 * whose run has already ended, are not in the answer.
 */
export async function walkPeople(
  client: pg.ClientBase,
  shard: number,
  rows: readonly ClaimedRow[],
  contexts: ReadonlyMap<number, WalkContext>,
  clock: Instant,
): Promise<Walked[]> {
  const walking = rows.flatMap((row) => {
    const context = contexts.get(row.version_id);
    return (context && prepare(shard, row, context, clock)) ?? [];
  });
  return walkPrepared(client, walking);
}

function doneWalk(walking: Walking, walk: DoneWalk, error?: string): Walked {
  const { shard, row, run, person, version, now, facts, moved } = walking;
  const walked: Walked = { shard, row, run, person, version, now, facts, walk };
  if (moved) walked.moved = moved;
  if (error !== undefined) walked.error = error;
  return walked;
}

/** The same for people whose position was decided by the caller. One walk for each of them, in no particular order. */
export async function walkPrepared(client: pg.ClientBase, prepared: readonly Walking[]): Promise<Walked[]> {
  const done: Walked[] = [];
  let open = [...prepared];
  for (let round = 0; open.length > 0; round += 1) {
    const asking: Asking[] = [];
    for (const walking of open) {
      const walk =
        round < ROUNDS_MAX ? step(walking) : { kind: "threw" as const, error: "a step never had enough facts" };
      if (walk.kind === "needs") asking.push({ walking, requests: walk.facts });
      else if (walk.kind === "threw") done.push(doneWalk(walking, failedWalk(walking, walk.error), walk.error));
      else done.push(doneWalk(walking, walk));
    }
    if (asking.length > 0) await answer(client, asking);
    open = asking.map(({ walking }) => walking);
  }
  return done;
}
