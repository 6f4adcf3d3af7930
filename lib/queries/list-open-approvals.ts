import type { AttentionItem } from "@/lib/api/schemas/attention";
import { actorOf, may, type Principal } from "@/lib/auth/principal";
import type { Tx } from "@/lib/db/with-workspace";
import { nameActors } from "./name-actors";

const SHOWN = 20;

type Item = Extract<AttentionItem, { kind: "approval_wanted" | "approval_given" | "changes_asked" }>;

/** Requests that wait for this person's decision, and answers to what they have asked for; none where publishing needs no approval. */
export async function listOpenApprovals(tx: Tx, principal: Principal): Promise<Item[]> {
  if (principal.kind === "key") return [];
  const actor = actorOf(principal);
  const own = { askedBy: actor, state: { in: ["approved", "changes_asked"] } };
  const others = { askedBy: { not: actor }, state: "waiting", OR: [{ savedBy: null }, { savedBy: { not: actor } }] };
  const rows = await tx.approval.findMany({
    where: {
      workspaceId: principal.workspaceId,
      open: true,
      workspace: { publishNeedsApproval: true },
      journey: { status: { not: "archived" } },
      OR: [own, ...(may(principal, "publish") ? [others] : [])],
    },
    select: {
      state: true,
      askedBy: true,
      note: true,
      decidedBy: true,
      words: true,
      journey: { select: { id: true, name: true } },
    },
    orderBy: { askedAt: "asc" },
    take: SHOWN,
  });
  const named = await nameActors(
    tx,
    rows.flatMap(({ askedBy, decidedBy }) => [askedBy, ...(decidedBy === null ? [] : [decidedBy])]),
  );
  return rows.map(({ state, askedBy, note, decidedBy, words, journey }): Item => {
    const about = { journey_id: journey.id, journey_name: journey.name };
    if (state === "waiting") return { kind: "approval_wanted", ...about, asked_by: named(askedBy).name, note };
    const decided_by = named(decidedBy ?? "").name;
    return { kind: state === "approved" ? "approval_given" : "changes_asked", ...about, decided_by, words };
  });
}
