import { conditionSql } from "@/lib/audience/condition-sql";
import { stageSql } from "@/lib/audience/stage-sql";
import { pool } from "@/lib/db/pool";
import { markDiffering, markStagesDiffering, READ_LIFECYCLES, READ_SEGMENTS } from "@/lib/db/segments.sql";
import { clockNow } from "@/lib/db/workspace-clock";
import { type Condition, conditionSchema } from "@/lib/journey/condition";
import { type LifecycleRules, lifecycleRulesSchema } from "@/lib/journey/lifecycle-rules";
import { isStandingPath } from "@/lib/journey/standing-paths";
import { walkCondition } from "@/lib/journey/walk-condition";
import { hintSegments } from "@/lib/queue/hint";
import { seldom } from "./seldom";

type Row = { id: string; workspace_id: number; condition: unknown; mode: string; clock_offset_ms: string };
type Segment = { id: string; workspaceId: number; condition: Condition; now: number };

/** Whether people move in or out without an event or change of theirs: by the passing of time, or by a suppression of their address. */
function isTimed(condition: Condition): boolean {
  let timed = false;
  walkCondition(condition, (part) => {
    if ("path" in part) timed ||= part.op === "within_last" || part.op === "older_than" || isStandingPath(part.path);
    else timed ||= "time" in part || "consent" in part || ("within" in part && part.within !== undefined);
  });
  return timed;
}

async function readSegments(workspaceId: number | null): Promise<Segment[]> {
  const { rows } = await pool().query<Row>(READ_SEGMENTS, [workspaceId]);
  return rows.flatMap((row) => {
    const condition = conditionSchema.safeParse(row.condition);
    const now = clockNow({ mode: row.mode, clockOffsetMs: row.clock_offset_ms });
    return condition.success ? [{ id: row.id, workspaceId: row.workspace_id, condition: condition.data, now }] : [];
  });
}

/** Has those looked at again whose membership is not what the condition says. Returns how many they are. */
async function markWhoDiffers({ id, workspaceId, condition, now }: Segment): Promise<number> {
  const sql = conditionSql(condition, { workspaceId, now, firstParameter: 3 });
  if (!sql.ok) return 0;
  const { rowCount } = await pool().query(markDiffering(sql.text), [workspaceId, id, ...sql.values]);
  return rowCount ?? 0;
}

type Lifecycle = { workspaceId: number; rules: LifecycleRules; now: number };

/** Rules of stages that time alone can make true or false. */
async function readLifecycles(workspaceId: number | null): Promise<Lifecycle[]> {
  const { rows } = await pool().query<Omit<Row, "id" | "condition"> & { lifecycle: unknown }>(READ_LIFECYCLES, [
    workspaceId,
  ]);
  return rows.flatMap((row) => {
    const rules = lifecycleRulesSchema.parse(row.lifecycle);
    const now = clockNow({ mode: row.mode, clockOffsetMs: row.clock_offset_ms });
    return rules.some(({ condition }) => isTimed(condition)) ? [{ workspaceId: row.workspace_id, rules, now }] : [];
  });
}

async function markWhoseStageDiffers({ workspaceId, rules, now }: Lifecycle): Promise<number> {
  const stage = stageSql(rules, { workspaceId, now, firstParameter: 2 });
  const { rowCount } = await pool().query(markStagesDiffering(stage.text), [workspaceId, ...stage.values]);
  return rowCount ?? 0;
}

/** After a sandbox's clock has moved: whoever time alone moved in or out of a segment will be looked at. */
export async function refreshTimedSegments(workspaceId: number): Promise<number> {
  let marked = 0;
  for (const segment of await readSegments(workspaceId))
    if (isTimed(segment.condition)) marked += await markWhoDiffers(segment);
  for (const lifecycle of await readLifecycles(workspaceId)) marked += await markWhoseStageDiffers(lifecycle);
  if (marked > 0) hintSegments();
  return marked;
}

/**
 * Part of the minute's sweep: people whom time alone moves in or out of segments, or to another stage. A segment over many people is looked at less
 * often, so that all of them together stay a small share of the work. `real` is real time.
 */
export async function sweepTimedSegments(real: number): Promise<number> {
  let marked = 0;
  for (const segment of await readSegments(null))
    if (isTimed(segment.condition)) marked += await seldom(segment.id, real, () => markWhoDiffers(segment));
  for (const lifecycle of await readLifecycles(null))
    marked += await seldom(`stages ${lifecycle.workspaceId}`, real, () => markWhoseStageDiffers(lifecycle));
  if (marked > 0) hintSegments();
  return marked;
}
