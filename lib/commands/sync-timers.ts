import type { Tx } from "@/lib/db/with-workspace";
import { isTimerTrigger, timerPlan } from "@/lib/engine/timer-plan";
import type { Instant } from "@/lib/journey/facts";
import type { PublishedDraft } from "./rewrite-triggers";
import { triggerKey } from "./trigger-key";

/**
 * The rows of trigger_timers for a draft that is being published. One that means what it meant before goes on from where it is, but
 * reckons again what is next, for the journey's zone may be another; a new one begins now: nothing before it happens.
 */
export async function syncTimers(
  tx: Tx,
  workspaceId: number,
  { id: journeyId, graph }: PublishedDraft,
  now: Instant,
): Promise<void> {
  const wanted = graph.nodes.filter((node) => isTimerTrigger(node.type) && triggerKey(node) !== undefined);
  await tx.$executeRaw`
    delete from trigger_timers where journey_id = ${journeyId}::uuid and not (node = any(${wanted.map(({ id }) => id)}))`;
  for (const node of wanted) {
    const fingerprint = JSON.stringify(timerPlan(node.type, node.config));
    await tx.$executeRaw`
      delete from trigger_timers where journey_id = ${journeyId}::uuid and node = ${node.id} and fingerprint <> ${fingerprint}`;
    await tx.$executeRaw`
      insert into trigger_timers (workspace_id, journey_id, node, fingerprint, since, next_at)
      values (${workspaceId}, ${journeyId}::uuid, ${node.id}, ${fingerprint}, to_timestamp(${now / 1_000}::float8),
        to_timestamp(${now / 1_000}::float8))
      on conflict (journey_id, node) do update set next_at = excluded.next_at where trigger_timers.occurring is null`;
  }
}

/** After the workspace's zone has changed: what its timers wait for is reckoned again. */
export async function reckonTimersAgain(tx: Tx, workspaceId: number, now: Instant): Promise<void> {
  await tx.$executeRaw`
    update trigger_timers set next_at = to_timestamp(${now / 1_000}::float8)
    where workspace_id = ${workspaceId} and occurring is null`;
}
