import type { CommentResource, Speaker, ThreadResource } from "@/lib/api/schemas/comment";
import { actorOf, may, type Principal } from "@/lib/auth/principal";
import type { CommentRow } from "./comment-rows";
import { iso } from "./iso";

type Reader = {
  principal: Principal;
  /** names of members and keys, by "user:<id>" and "key:<id>" */
  named: (actor: string) => { kind: "member" | "key"; name: string };
  /** up to when the reader has seen a thread, by its id */
  readTo: ReadonlyMap<string, Date>;
};

/** A thread as the API shows it to whoever asks. `replies`: those that were not deleted, the oldest first. */
export function presentThread(first: CommentRow, replies: readonly CommentRow[], reader: Reader): ThreadResource {
  return {
    ...presentComment(first, reader),
    journey_id: first.journey_id,
    node_id: first.node_id,
    step_name: first.step_name,
    resolved_at: iso(first.resolved_at),
    resolved_by: first.resolved_by === null ? null : speaker(first.resolved_by, reader),
    unread: isNew([first, ...replies], reader),
    replies: replies.map((reply) => presentComment(reply, reader)),
  };
}

export function presentComment(row: CommentRow, reader: Reader): CommentResource {
  const { principal, named } = reader;
  const deleted = row.deleted_at !== null;
  const own = row.author === actorOf(principal) && may(principal, "comment");
  return {
    id: row.id,
    thread_id: row.thread_id,
    author: speaker(row.author, reader),
    text: deleted ? "" : row.text,
    mentions: deleted ? [] : row.mentions.map((userId) => ({ user_id: userId, name: named(`user:${userId}`).name })),
    created_at: iso(row.created_at),
    edited_at: iso(row.edited_at),
    deleted,
    may: { edit: own && !deleted, delete: !deleted && (own || mayDeleteAny(principal)) },
  };
}

/** Owners and admins; what an API key may delete is what it wrote. */
export const mayDeleteAny = (principal: Principal) => may(principal, "manage_members");

function speaker(actor: string, { named }: Reader): Speaker {
  const { kind, name } = named(actor);
  return { kind, user_id: kind === "key" ? null : actor.slice("user:".length), name };
}

function isNew([first, ...replies]: readonly CommentRow[], { principal, readTo }: Reader): boolean {
  if (principal.kind === "key" || first === undefined) return false;
  const to = readTo.get(first.id);
  return [first, ...replies].some(
    ({ author, created_at, deleted_at }) =>
      deleted_at === null && author !== actorOf(principal) && (to === undefined || created_at > to),
  );
}
