import type { CommentCreate } from "@/lib/api/schemas/comment";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { graphSchema } from "@/lib/journey/graph";
import { mentionedIn } from "@/lib/journey/mentions";
import { describeNode } from "@/lib/nodes/describe-node";
import { readThread } from "@/lib/queries/list-threads";
import { readNames } from "@/lib/queries/read-names";
import { hintDeliver } from "@/lib/queue/hint";
import { findStrangers } from "./find-strangers";
import { queueMentionNotices } from "./queue-mention-notices";

export const THREADS_MAX = 1_000;
export const REPLIES_MAX = 200;
const STEP_NAME_LENGTH_MAX = 300;

export type AddedComment =
  | { ok: true; id: string; threadId: string }
  | {
      ok: false;
      reason: "no_journey" | "no_thread" | "unknown_step" | "stranger" | "too_many_threads" | "too_many_replies";
    };

type Place = { journeyId: string; threadId: string | null; nodeId: string | null; stepName: string | null };

/**
 * Says something about a journey or a step of its draft, or answers a thread, which opens it again if it was resolved. Members it
 * mentions are told by mail.
 */
export async function addComment(
  principal: Principal,
  journeyId: string,
  { text, node_id, thread_id }: CommentCreate,
): Promise<AddedComment> {
  const { workspaceId } = principal;
  const added = await withWorkspace(workspaceId, async (tx) => {
    const place = thread_id
      ? await placeInThread(tx, principal, journeyId, thread_id)
      : await placeAtStep(tx, workspaceId, journeyId, node_id ?? null);
    if (!place.ok) return place;
    const mentions = mentionedIn(text);
    if ((await findStrangers(tx, workspaceId, mentions)).length > 0) return { ok: false, reason: "stranger" } as const;
    const { id } = await tx.journeyComment.create({
      data: { workspaceId, author: actorOf(principal), text, mentions, ...place.row },
      select: { id: true },
    });
    const threadId = thread_id ?? id;
    const told = { journeyId, threadId, text, step: place.step, userIds: mentions };
    return { ok: true, id, threadId, shards: await queueMentionNotices(tx, principal, told) } as const;
  });
  if (!added.ok) return added;
  hintDeliver(added.shards);
  return { ok: true, id: added.id, threadId: added.threadId };
}

type Placed = { ok: true; row: Place; step: string | null } | (AddedComment & { ok: false });

async function placeInThread(tx: Tx, principal: Principal, journeyId: string, threadId: string): Promise<Placed> {
  // Locked: replies come one after the other, and none into a thread that has just gone.
  await tx.$queryRaw`select 1 from journey_comments where id = ${threadId}::uuid for update`;
  const thread = await readThread(tx, principal, journeyId, threadId);
  if (!thread) {
    const known = await tx.journey.count({ where: { id: journeyId, workspaceId: principal.workspaceId } });
    return { ok: false, reason: known === 0 ? "no_journey" : "no_thread" };
  }
  if (thread.replies.length >= REPLIES_MAX) return { ok: false, reason: "too_many_replies" };
  if (thread.resolved_at !== null)
    await tx.journeyComment.update({ where: { id: threadId }, data: { resolvedAt: null, resolvedBy: null } });
  return { ok: true, row: { journeyId, threadId, nodeId: null, stepName: null }, step: thread.step_name };
}

async function placeAtStep(tx: Tx, workspaceId: number, journeyId: string, nodeId: string | null): Promise<Placed> {
  const journey = await tx.journey.findFirst({ where: { id: journeyId, workspaceId }, select: { graph: true } });
  if (!journey) return { ok: false, reason: "no_journey" };
  // A deleted one is kept for an hour; it counts as long as replies to it are to be seen.
  const seen = { OR: [{ deletedAt: null }, { replies: { some: { deletedAt: null } } }] };
  const threads = await tx.journeyComment.count({ where: { journeyId, threadId: null, ...seen } });
  if (threads >= THREADS_MAX) return { ok: false, reason: "too_many_threads" };
  if (nodeId === null)
    return { ok: true, row: { journeyId, threadId: null, nodeId: null, stepName: null }, step: null };
  const graph = graphSchema.parse(journey.graph);
  const node = graph.nodes.find(({ id }) => id === nodeId);
  if (!node) return { ok: false, reason: "unknown_step" };
  const { label, summary } = describeNode(node, await readNames(tx, workspaceId, graph));
  const stepName = `${label}: ${summary}`.slice(0, STEP_NAME_LENGTH_MAX);
  return { ok: true, row: { journeyId, threadId: null, nodeId, stepName }, step: stepName };
}
