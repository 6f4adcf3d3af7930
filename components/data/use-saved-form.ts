"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { sameJson } from "@/lib/journey/same-json";
import { ApiError, apiFetch } from "./api-client";
import { resourceKey } from "./resource-key";
import type { UnsentDrafts } from "./unsent-drafts";
import { useFormDraft } from "./use-form-draft";
import { useWorkspace } from "./workspace-context";

type SavedFormOptions<Draft, Stored> = {
  /** first part of its cache key, as useResource has it */
  resource: string;
  /** GET, and `method` with If-Match */
  path: string;
  method: "PATCH" | "PUT";
  /** what useResource has of it */
  stored: Stored;
  draftOf: (stored: Stored) => Draft;
  bodyOf: (draft: Draft) => unknown;
  /** what the form holds by the words for its parts, to say who changed what */
  partsOf: (draft: Draft) => Record<string, unknown>;
  unsent: UnsentDrafts<Draft>;
  onSaved: () => Promise<void> | void;
};

/** Somebody else saved meanwhile: who changed which parts. */
export type FormConflict = { theirs: string[]; mine: string[] };

export type SavedForm<Draft> = {
  draft: Draft;
  set: (change: Partial<Draft>) => void;
  changed: boolean;
  conflict: FormConflict | undefined;
  saving: boolean;
  /** why the last try was refused, but for a conflict */
  error: Error | null;
  /** the message for a field of the API's body */
  fieldError: (path: string) => string | undefined;
  save: () => void;
  /** in a conflict: replaces what they saved */
  saveMine: () => void;
  /** shows what is stored; an undo brings one's own back */
  discard: () => void;
};

/**
 * A form that is saved by a button over the revision that was read. Where nothing is changed here it follows what others save; where something
 * is, nothing of either side is lost unasked.
 */
export function useSavedForm<Draft extends object, Stored extends { revision: number }>(
  options: SavedFormOptions<Draft, Stored>,
): SavedForm<Draft> {
  const { path, stored, draftOf, bodyOf, partsOf, unsent } = options;
  const form = useFormDraft({ path, base: draftOf(stored), revision: stored.revision, bodyOf, unsent });
  const { draft, base, revision, changed, put } = form;
  const newer = stored.revision > revision;
  const fresh = () => ({ draft: draftOf(stored), base: draftOf(stored), revision: stored.revision });
  if (newer && !changed) put(fresh());
  const save = useSave(options, form);
  const conflict = newer && changed;
  const refusal = conflict ? null : save.error;
  const problem = refusal instanceof ApiError ? refusal : undefined;
  return {
    draft,
    set: form.set,
    changed,
    conflict: conflict
      ? {
          theirs: changedParts(partsOf(base), partsOf(draftOf(stored))),
          mine: changedParts(partsOf(base), partsOf(draft)),
        }
      : undefined,
    saving: save.isPending,
    error: refusal,
    fieldError: (field) => problem?.fieldError(field),
    save: () => save.mutate(revision),
    saveMine: () => save.mutate(stored.revision),
    discard: () => {
      const mine = { draft, base, revision };
      put(fresh());
      save.reset();
      toast.message("This is what is stored", { undo: () => put(mine) });
    },
  };
}

function useSave<Draft extends object, Stored extends { revision: number }>(
  { resource, path, method, draftOf, bodyOf, onSaved }: SavedFormOptions<Draft, Stored>,
  { draft, settle }: { draft: Draft; settle: (base: Draft, revision: number) => void },
) {
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const remember = (stored: Stored) => queries.setQueryData(resourceKey(slug, resource, path), stored);
  return useMutation({
    mutationFn: async (over: number): Promise<{ sent: Draft; saved: Stored }> => {
      const headers = { "if-match": `"${over}"` };
      try {
        return { sent: draft, saved: await apiFetch<Stored>(path, { method, body: bodyOf(draft), headers }) };
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 409) throw error;
        const stored = await apiFetch<Stored>(path);
        // The server has this very draft, because the answer to an earlier try was lost: nobody is in conflict with themselves.
        if (stored.revision !== over && sameJson(bodyOf(draftOf(stored)), bodyOf(draft)))
          return { sent: draft, saved: stored };
        remember(stored);
        throw error;
      }
    },
    onSuccess: ({ sent, saved }) => {
      settle(sent, saved.revision);
      remember(saved);
      return onSaved();
    },
  });
}

function changedParts(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  return Object.keys(after).filter((part) => !sameJson(before[part], after[part]));
}
