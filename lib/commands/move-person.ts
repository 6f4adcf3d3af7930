import type { ClaimedRow } from "@/lib/db/claim.sql";
import { isSandboxShard } from "@/lib/db/shard";
import type { MigrationRule } from "@/lib/engine/migration-rules";
import type { Instant } from "@/lib/journey/facts";
import type { WalkStep } from "@/lib/journey/outcome";
import type { WalkContext } from "./read-walk-contexts";
import { positionOf, prepareWalk, type Walking } from "./walk-people";
import { type Walked, wakeAt, wakesInTime } from "./walked";

type MoveRule = Extract<MigrationRule, { action: "move" }>;

/** Somebody on their way to a new version: `before` is the row as it was claimed. */
export type Mover = { before: ClaimedRow; from: WalkContext; rule: MoveRule; walking: Walking };

/**
 * Puts a claimed person in front of their place in the new version. Where the step is the same they go on standing in it: visit, arrival,
 * timer and whatever woke them stay. Elsewhere they arrive anew, and what had woken them is shown to what they wait for next.
 * Undefined when run or person is gone.
 */
export function startMove(
  shard: number,
  before: ClaimedRow,
  rule: MoveRule,
  from: WalkContext,
  target: WalkContext,
  clock: Instant,
): Mover | undefined {
  const { compiled, id } = target.version;
  const wakes = wakesInTime(before);
  const latest = Math.max(clock, ...wakes.map(wakeAt));
  // As in enterCandidates: the end of a run that somebody waits for happens under the person's lock.
  const locks = compiled.locksSubscriber || before.run?.trigger.parent !== undefined;
  const place = { version_id: id, node: compiled.indexOf(rule.to), locks };
  if (!rule.carry) {
    const row = { ...before, ...place, due_at: latest };
    const { visit } = before;
    const position = { node: rule.to, visit: visit + 1, arrived: false, arrived_at: latest, due_at: latest, wakes };
    const walking = prepareWalk(shard, row, target, position, latest);
    return walking && { before, from, rule, walking };
  }
  const row = { ...before, ...place };
  const virtual = isSandboxShard(shard) && before.due_at <= clock;
  const walking = prepareWalk(shard, row, target, positionOf(row, rule.to), virtual ? before.due_at : latest);
  return walking && { before, from, rule, walking };
}

/** What the walk of a mover came to, with what it was a move from. A step that goes on unchanged keeps its due time. */
export function finishMove({ before, from, rule }: Mover, walked: Walked): Walked {
  const { version, now, walk } = walked;
  const untouched =
    rule.carry && walk.kind === "waits" && walk.position.visit === before.visit && wakesInTime(before).length === 0;
  const sameLimit = from.version.settings.max_time === version.settings.max_time;
  const kept: Walked =
    untouched && sameLimit && Number.isFinite(before.due_at)
      ? { ...walked, walk: { ...walk, position: { ...walk.position, due_at: before.due_at } } }
      : walked;
  if (rule.carry && before.visit === 0) return kept;
  const { compiled } = from.version;
  const node = compiled.idAt(before.node);
  const reason = `moved_to_version_${version.number}`;
  const visit = { visit: before.visit, node, type: compiled.node(node).type, entered_at: before.arrived_at, reason };
  const step: WalkStep = rule.carry ? { ...visit, outcome: "waiting" } : { ...visit, left_at: now, outcome: "dropped" };
  return { ...kept, moved: { version: from.version, step, carried: rule.carry } };
}
