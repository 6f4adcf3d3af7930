import { actorOf, type Principal } from "@/lib/auth/principal";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";

export type JourneyStatusChange =
  | { ok: true; status: "active" | "paused" | "completed" | "archived" }
  | { ok: false; reason: "not_found" }
  /** the journey is in a status from which it cannot get there */
  | { ok: false; reason: "wrong_status"; status: string };

/**
 * Changes a journey's status if it is in one of `from`, with its audit line and a new trigger epoch, so that ingestion looks at
 * the triggers again. Being there already is fine and changes nothing. Both run in the same transaction: `unless` once the journey's row is locked,
 * what it answers is the status that does not allow the change; `inSame` after the change.
 */
export async function changeJourneyStatus(
  principal: Principal,
  journeyId: string,
  change: {
    from: readonly string[];
    to: "paused" | "completed" | "archived";
    action: string;
    unless?: (tx: Tx) => Promise<string | undefined>;
  },
  inSame: (tx: Tx) => Promise<void> = async () => {},
): Promise<JourneyStatusChange> {
  const { workspaceId } = principal;
  return withWorkspace(workspaceId, async (tx) => {
    const [journey] = await tx.$queryRaw<{ name: string; status: string }[]>`
      select name, status from journeys where id = ${journeyId}::uuid for no key update`;
    if (!journey) return { ok: false, reason: "not_found" };
    if (journey.status === change.to) return { ok: true, status: change.to };
    if (!change.from.includes(journey.status)) return { ok: false, reason: "wrong_status", status: journey.status };
    const status = await change.unless?.(tx);
    if (status !== undefined) return { ok: false, reason: "wrong_status", status };
    await tx.journey.update({ where: { id: journeyId }, data: { status: change.to } });
    await tx.workspace.update({ where: { id: workspaceId }, data: { triggerEpoch: { increment: 1 } } });
    await inSame(tx);
    const data = { name: journey.name };
    await writeAudit(tx, { workspaceId, actor: actorOf(principal), action: change.action, target: journeyId, data });
    return { ok: true, status: change.to };
  });
}
