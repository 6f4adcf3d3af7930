import type { SegmentPreview } from "@/lib/api/schemas/segment";
import { conditionSql } from "@/lib/audience/condition-sql";
import { withWorkspace } from "@/lib/db/with-workspace";
import { clockNow } from "@/lib/db/workspace-clock";
import type { Condition } from "@/lib/journey/condition";
import { presentSubscriber } from "./present-subscriber";

const SAMPLE = 10;

export type Previewed = { ok: true; preview: SegmentPreview } | { ok: false; path: string; message: string };

/** For how many people a condition holds now, and a few of them (the newest). Stores nothing. */
export async function previewSegment(workspaceId: number, condition: Condition): Promise<Previewed> {
  return withWorkspace(workspaceId, async (tx) => {
    const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const compiled = conditionSql(condition, { workspaceId, now: clockNow(workspace), firstParameter: 2 });
    if (!compiled.ok) return compiled;
    // What is put together here is our own text with numbered placeholders; every value is a parameter.
    const rows = await tx.$queryRawUnsafe<{ n: number; sample: string[] | null }[]>(
      `with matching as materialized (
         select s.id from subscribers s where s.workspace_id = $1 and (${compiled.text})
       )
       select (select count(*)::float8 from matching) as n,
         (select array_agg(id::text) from (select id from matching order by id desc limit ${SAMPLE}) newest) as sample`,
      workspaceId,
      ...compiled.values,
    );
    const ids = (rows[0]?.sample ?? []).map(BigInt);
    const people = await tx.subscriber.findMany({
      where: { workspaceId, id: { in: ids } },
      orderBy: { id: "desc" },
    });
    return { ok: true, preview: { count: rows[0]?.n ?? 0, sample: people.map(presentSubscriber) } };
  });
}
