import type { JourneyTimers } from "@/lib/api/schemas/journey-versions";
import { Prisma } from "@/lib/db/generated/prisma/client";
import { NO_TIMER } from "@/lib/db/resume.sql";
import { withWorkspace } from "@/lib/db/with-workspace";
import { clockNow } from "@/lib/db/workspace-clock";
import { graphSchema } from "@/lib/journey/graph";
import { nodeDefinition } from "@/lib/nodes/registry";
import { shardsOf } from "./count-standing";
import { iso } from "./iso";

type Counts = Omit<JourneyTimers, "now" | "paused_at" | "due_within"> & { hour: number; day: number; week: number };

/** The timers of everybody inside a journey, counted from the rows that hold them; undefined when there is no such journey of ours. */
export async function readJourneyTimers(workspaceId: number, journeyId: string): Promise<JourneyTimers | undefined> {
  return withWorkspace(workspaceId, async (tx) => {
    const journey = await tx.journey.findFirst({
      where: { id: journeyId, workspaceId },
      select: { status: true, versions: { select: { id: true, graph: true } } },
    });
    if (!journey) return undefined;
    const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const now = new Date(clockNow(workspace));
    const moments = journey.versions.flatMap(({ id, graph }) =>
      graphSchema
        .parse(graph)
        .nodes.flatMap(({ type }, node) => (nodeDefinition(type)?.waitsForMoment ? [{ id, node }] : [])),
    );
    const shards = shardsOf(workspace);
    const versions = journey.versions.map(({ id }) => id);
    const [counts] = await tx.$queryRaw<Counts[]>`
      with inside as (
        select coalesce(w.held_due_at, w.due_at) as due_at, coalesce(${Prisma.raw(NO_TIMER)}, false) as no_timer,
          (w.version_id, w.node) in (select * from unnest(${moments.map(({ id }) => id)}::int[], ${moments.map(({ node }) => node)}::int[])) as moment
        from waiting w
        where w.shard = any(${shards}::int[]) and w.workspace_id = ${workspaceId} and w.version_id = any(${versions}::int[])
      )
      select count(*)::int as people,
        count(*) filter (where not no_timer and due_at <= ${now})::int as overdue,
        count(*) filter (where no_timer)::int as woken,
        count(*) filter (where not no_timer and not moment and due_at < 'infinity')::int as spans,
        count(*) filter (where not no_timer and moment and due_at < 'infinity')::int as moments,
        count(*) filter (where not no_timer and due_at = 'infinity')::int as untimed,
        count(*) filter (where not no_timer and due_at > ${now} and due_at <= ${now}::timestamptz + interval '1 hour')::int as hour,
        count(*) filter (where not no_timer and due_at > ${now} and due_at <= ${now}::timestamptz + interval '1 day')::int as day,
        count(*) filter (where not no_timer and due_at > ${now} and due_at <= ${now}::timestamptz + interval '7 days')::int as week,
        (select count(*)::int from sends d where d.shard = any(${shards}::int[]) and d.status = 'queued'
          and d.version_id = any(${versions}::int[])) as unsent
      from inside`;
    const [log] =
      journey.status === "paused"
        ? await tx.$queryRaw<{ at: Date }[]>`
            select at from journey_status_log where journey_id = ${journeyId}::uuid and status = 'paused' order by id desc limit 1`
        : [];
    if (!counts) throw new Error("a count without a row");
    const { hour, day, week, ...rest } = counts;
    return { now: now.toISOString(), paused_at: iso(log?.at ?? null), ...rest, due_within: { hour, day, week } };
  });
}
