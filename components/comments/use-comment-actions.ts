"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCanvasEnvironment } from "@/components/canvas/canvas-context";
import { useSaveDraft } from "@/components/canvas/save/save-draft-context";
import { ApiError, apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useWorkspace } from "@/components/data/workspace-context";
import { toast } from "@/components/ui/toast";
import type { CommentCreate, CommentPatch, CommentResource, ThreadResource } from "@/lib/api/schemas/comment";
import { toStored, withFormer } from "./mention-text";
import { useReadMentionables } from "./use-mentionables";
import { threadsKey } from "./use-threads";

/** Say, edit, resolve, delete: each is there when the server has it, and what takes away can be taken back. */
export function useCommentActions() {
  const { journeyId } = useCanvasEnvironment();
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const saveDraft = useSaveDraft();
  const readPeople = useReadMentionables();
  const path = `/journeys/${journeyId}/comments`;
  const refresh = () => queries.invalidateQueries({ queryKey: threadsKey(slug, journeyId) });
  const onError = (error: unknown) => void toast.error("That did not work", { description: problemText(error) });
  const stored = async (typed: string, mentions: CommentResource["mentions"] = []) =>
    typed.includes("@") ? toStored(typed, withFormer(await readPeople(), mentions)) : typed;
  const patch = (id: string, body: CommentPatch) =>
    apiFetch<CommentResource>(`${path}/${id}`, { method: "PATCH", body });

  const say = useMutation({
    mutationFn: async ({ text, ...place }: CommentCreate) => {
      const body = { ...place, text: await stored(text) };
      const post = () => apiFetch<CommentResource>(path, { method: "POST", body });
      return post().catch(async (error: unknown) => {
        // A step that was just put there is not stored yet.
        if (!isUnknownStep(error) || (await saveDraft()) === undefined) throw error;
        return post();
      });
    },
    onSuccess: refresh,
  });
  const edit = useMutation({
    mutationFn: async ({ id, text, mentions }: Pick<CommentResource, "id" | "text" | "mentions">) =>
      patch(id, { text: await stored(text, mentions) }),
    onSuccess: refresh,
  });
  const resolve = useMutation({
    mutationFn: ({ thread, resolved }: { thread: ThreadResource; resolved: boolean }) => patch(thread.id, { resolved }),
    onSuccess: async (_, { thread, resolved }) => {
      await refresh();
      toast.success(resolved ? "Resolved" : "Open again", {
        id: `comment-${thread.id}`,
        undo: () => resolve.mutate({ thread, resolved: !resolved }),
      });
    },
    onError,
  });
  const restore = useMutation({
    mutationFn: (id: string) => patch(id, { deleted: false }),
    onSuccess: refresh,
    onError,
  });
  const remove = useMutation({
    mutationFn: (id: string) => apiFetch(`${path}/${id}`, { method: "DELETE" }),
    onSuccess: async (_, id) => {
      await refresh();
      toast.success("Comment deleted", { id: `comment-${id}`, undo: () => restore.mutate(id) });
    },
    onError,
  });
  return { say, edit, resolve, remove };
}

export type CommentActions = ReturnType<typeof useCommentActions>;

const isUnknownStep = (error: unknown) =>
  error instanceof ApiError && error.status === 422 && error.fieldError("node_id") !== undefined;
