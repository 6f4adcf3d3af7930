import { type AnswerFieldResource, answerFieldKindSchema } from "@/lib/api/schemas/test-call";
import { withWorkspace } from "@/lib/db/with-workspace";
import { iso } from "./iso";

type Row = { node_id: string; path: string; kind: string; seen_at: Date };

/** What answers to the calls of a journey's steps looked like, by step and path; undefined: no such journey of ours. */
export function listAnswerFields(workspaceId: number, journeyId: string): Promise<AnswerFieldResource[] | undefined> {
  return withWorkspace(workspaceId, async (tx) => {
    const journey = await tx.journey.findFirst({ where: { id: journeyId, workspaceId }, select: { id: true } });
    if (!journey) return undefined;
    const rows = await tx.$queryRaw<Row[]>`
      select node_id, path, kind, seen_at from answer_fields
      where journey_id = ${journeyId}::uuid and workspace_id = ${workspaceId} order by node_id, path limit 2000`;
    return rows.map(({ kind, seen_at, ...row }) => ({
      ...row,
      kind: answerFieldKindSchema.parse(kind),
      seen_at: iso(seen_at),
    }));
  });
}
