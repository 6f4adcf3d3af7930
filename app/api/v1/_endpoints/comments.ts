import { defineEndpoint, type EndpointResponse } from "@/lib/api/define-endpoint";
import { badCursor, notFound, problem } from "@/lib/api/problem";
import {
  type CommentPatch,
  commentCreateSchema,
  commentParamsSchema,
  commentPatchSchema,
  commentReadSchema,
  commentSchema,
  threadListQuerySchema,
  threadListSchema,
  threadSchema,
} from "@/lib/api/schemas/comment";
import { uuidParamsSchema } from "@/lib/api/schemas/common";
import type { Principal } from "@/lib/auth/principal";
import { type AddedComment, addComment, REPLIES_MAX, THREADS_MAX } from "@/lib/commands/add-comment";
import { type DeletedComment, deleteComment, restoreComment } from "@/lib/commands/delete-comment";
import { type EditedComment, editComment } from "@/lib/commands/edit-comment";
import { markThreadRead } from "@/lib/commands/mark-thread-read";
import { type ResolvedThread, resolveThread } from "@/lib/commands/resolve-thread";
import { withWorkspace } from "@/lib/db/with-workspace";
import { listThreads, readThread } from "@/lib/queries/list-threads";

const tag = "Comments";
const one = {
  description: "The comment; a thread's first one with its replies",
  schema: threadSchema.or(commentSchema),
};
const notYours = { description: "Somebody else's comment" };

const unknown = (path: string, message: string) =>
  problem(422, "This names something that is not there.", { errors: [{ path, message }] });

type Refusal = Exclude<AddedComment | EditedComment | ResolvedThread | DeletedComment, { ok: true }>["reason"];

function refuse(reason: Refusal): EndpointResponse {
  switch (reason) {
    case "no_journey":
      return notFound("journey");
    case "not_found":
      return notFound("comment");
    case "no_thread":
      return unknown("thread_id", "no thread of this journey");
    case "unknown_step":
      return unknown("node_id", "no step of the draft");
    case "stranger":
      return unknown("text", "mentions somebody who is not a member of the workspace");
    case "a_reply":
      return problem(422, "Threads are resolved, not single replies.", {
        errors: [{ path: "resolved", message: "only of a thread's first comment" }],
      });
    case "not_yours":
      return problem(403, "This comment is somebody else's.");
    case "too_late":
      return problem(409, "This was deleted more than ten minutes ago and cannot be taken back any more.");
    case "too_many_threads":
      return problem(409, `A journey has at most ${THREADS_MAX} threads: delete some that are done with.`);
    case "too_many_replies":
      return problem(409, `A thread has at most ${REPLIES_MAX} replies: begin another one.`);
  }
}

async function commentAnswer(
  status: number,
  principal: Principal,
  journeyId: string,
  { id, threadId }: { id: string; threadId: string },
): Promise<EndpointResponse> {
  const thread = await withWorkspace(principal.workspaceId, (tx) => readThread(tx, principal, journeyId, threadId));
  const body = id === threadId ? thread : thread?.replies.find((reply) => reply.id === id);
  return body ? { status, body } : notFound("comment");
}

function change(principal: Principal, journeyId: string, id: string, { text, resolved }: CommentPatch) {
  if (text !== undefined) return editComment(principal, journeyId, id, text);
  if (resolved !== undefined) return resolveThread(principal, journeyId, id, resolved);
  return restoreComment(principal, journeyId, id);
}

export const commentEndpoints = [
  defineEndpoint({
    method: "GET",
    path: "/journeys/{id}/comments",
    summary: "List what is said about a journey and its steps, thread by thread, the newest thread first",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    query: threadListQuerySchema,
    responses: { 200: { description: "A page of threads", schema: threadListSchema } },
    handler: async ({ principal, params, query }) => {
      const listed = await listThreads(principal, params.id, query);
      if (listed === "no_journey") return notFound("journey");
      return listed === "bad_cursor" ? badCursor() : { status: 200, body: listed };
    },
  }),
  defineEndpoint({
    method: "POST",
    path: "/journeys/{id}/comments",
    summary: "Comment on a step or the journey as a whole, or answer a thread; mentioned members are told by mail",
    tag,
    permission: "comment",
    params: uuidParamsSchema,
    body: commentCreateSchema,
    responses: { 201: one, 409: { description: "There are too many threads, or replies" } },
    handler: async ({ principal, params, body }) => {
      const added = await addComment(principal, params.id, body);
      return added.ok ? commentAnswer(201, principal, params.id, added) : refuse(added.reason);
    },
  }),
  defineEndpoint({
    method: "PATCH",
    path: "/journeys/{id}/comments/{comment_id}",
    summary: "Change the words of one's own comment, resolve or reopen a thread, or take a deletion back",
    tag,
    permission: "comment",
    params: commentParamsSchema,
    body: commentPatchSchema,
    responses: { 200: one, 403: notYours, 409: { description: "Too late to take the deletion back" } },
    handler: async ({ principal, params, body }) => {
      const changed = await change(principal, params.id, params.comment_id, body);
      if (!changed.ok) return refuse(changed.reason);
      return commentAnswer(200, principal, params.id, { id: params.comment_id, threadId: changed.threadId });
    },
  }),
  defineEndpoint({
    method: "DELETE",
    path: "/journeys/{id}/comments/{comment_id}",
    summary: "Delete a comment: one's own, as an owner or admin anybody's; a first comment's replies stay",
    tag,
    permission: "comment",
    params: commentParamsSchema,
    responses: { 204: { description: "Deleted" }, 403: notYours },
    handler: async ({ principal, params }) => {
      const deleted = await deleteComment(principal, params.id, params.comment_id);
      return deleted.ok ? { status: 204 } : refuse(deleted.reason);
    },
  }),
  defineEndpoint({
    method: "PUT",
    path: "/journeys/{id}/comments/{comment_id}/read",
    summary: "Say up to which comment of a thread you have read",
    tag,
    permission: "read",
    params: commentParamsSchema,
    body: commentReadSchema,
    responses: { 204: { description: "Noted" } },
    handler: async ({ principal, params, body }) => {
      if (principal.kind !== "user") return problem(403, "Only a signed-in person reads comments.");
      const noted = await markThreadRead(principal, params.id, params.comment_id, new Date(body.until));
      return noted ? { status: 204 } : notFound("thread");
    },
  }),
];
