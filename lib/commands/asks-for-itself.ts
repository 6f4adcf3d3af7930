import type { Tx } from "@/lib/db/with-workspace";
import { type Condition, conditionSchema } from "@/lib/journey/condition";
import { walkCondition } from "@/lib/journey/walk-condition";

function segmentsAskedFor(condition: Condition): string[] {
  const ids: string[] = [];
  walkCondition(condition, (part) => {
    if ("segment_id" in part) ids.push(part.segment_id);
  });
  return ids;
}

/**
 * The id of a segment that would ask for itself, be it through others, once the changed ones have their new conditions: who is in it would
 * have no answer, and change with every look.
 */
export async function asksForItself(
  tx: Tx,
  workspaceId: number,
  changed: ReadonlyMap<string, Condition>,
): Promise<string | undefined> {
  const rows = await tx.segment.findMany({
    where: { workspaceId, kind: "dynamic" },
    select: { id: true, condition: true },
  });
  const asked = new Map<string, string[]>();
  for (const { id, condition } of rows) {
    const parsed = conditionSchema.safeParse(condition);
    if (parsed.success) asked.set(id, segmentsAskedFor(parsed.data));
  }
  for (const [id, condition] of changed) asked.set(id, segmentsAskedFor(condition));
  for (const start of changed.keys()) {
    const seen = new Set<string>();
    const open = [...(asked.get(start) ?? [])];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (id === start) return start;
      if (seen.has(id)) continue;
      seen.add(id);
      open.push(...(asked.get(id) ?? []));
    }
  }
  return undefined;
}
