import type { BacktestRequest } from "@/lib/api/schemas/backtest";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { uuidV7 } from "@/lib/db/uuid-v7";
import { withWorkspace } from "@/lib/db/with-workspace";
import { clockNow } from "@/lib/db/workspace-clock";
import { writeAudit } from "@/lib/db/write-audit";
import { checkGraph } from "@/lib/engine/check-graph";
import { graphSchema } from "@/lib/journey/graph";
import type { Problem } from "@/lib/journey/problem";
import { journeySettingsSchema } from "@/lib/journey/settings";
import { readGraphWorld } from "@/lib/queries/read-graph-world";

export type StartedBacktest =
  | { ok: true; id: string }
  | { ok: false; reason: "not_found" }
  /** one of this journey is under way */
  | { ok: false; reason: "under_way" }
  | { ok: false; reason: "invalid"; problems: Problem[] };

const DAY_MS = 86_400_000;

/** Asks for a backtest of the saved draft; a worker takes it up within seconds. Nothing but the backtest itself is ever written. */
export async function startBacktest(
  principal: Principal,
  journeyId: string,
  { days, cap }: BacktestRequest,
): Promise<StartedBacktest> {
  const { workspaceId } = principal;
  return withWorkspace(workspaceId, async (tx) => {
    await tx.$queryRaw`select id from journeys where id = ${journeyId}::uuid for no key update`;
    const row = await tx.journey.findFirst({ where: { id: journeyId, workspaceId } });
    if (!row) return { ok: false, reason: "not_found" };
    const open = await tx.$queryRaw<{ id: string }[]>`
      select id from backtests where journey_id = ${journeyId}::uuid and status in ('queued', 'running')`;
    if (open.length > 0) return { ok: false, reason: "under_way" };
    const graph = graphSchema.parse(row.graph);
    const settings = journeySettingsSchema.parse(row.settings);
    const problems = checkGraph(graph, settings, await readGraphWorld(tx, workspaceId));
    if (problems.some(({ severity }) => severity === "error")) return { ok: false, reason: "invalid", problems };
    const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const until = clockNow(workspace);
    const id = uuidV7(Date.now());
    await tx.$executeRaw`
      insert into backtests (id, workspace_id, journey_id, graph, settings, from_at, until_at, cap, created_by)
      values (${id}::uuid, ${workspaceId}, ${journeyId}::uuid, ${JSON.stringify(graph)}::jsonb, ${JSON.stringify(settings)}::jsonb,
        ${new Date(until - days * DAY_MS)}, ${new Date(until)}, ${cap}, ${actorOf(principal)})`;
    const line = { workspaceId, actor: actorOf(principal), action: "journey.backtested", target: journeyId };
    await writeAudit(tx, { ...line, data: { backtest: id, days } });
    return { ok: true, id };
  });
}

/** Ends one that is under way; its figures so far stay. Undefined: there is none such of ours; false: it has ended already. */
export async function cancelBacktest(
  principal: Principal,
  journeyId: string,
  id: string,
): Promise<boolean | undefined> {
  return withWorkspace(principal.workspaceId, async (tx) => {
    const found = await tx.$queryRaw<{ id: string }[]>`
      select id from backtests where id = ${id}::uuid and journey_id = ${journeyId}::uuid`;
    if (found.length === 0) return undefined;
    const ended = await tx.$executeRaw`
      update backtests set status = 'cancelled', finished_at = clock_timestamp(), lease_until = null
      where id = ${id}::uuid and status in ('queued', 'running')`;
    return ended > 0;
  });
}
