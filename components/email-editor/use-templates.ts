"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useCursorList } from "@/components/data/use-cursor-list";
import { useResource } from "@/components/data/use-resource";
import { useWorkspace } from "@/components/data/workspace-context";
import { toast } from "@/components/ui/toast";
import type { TemplateCreate, TemplateResource, TemplateSummary } from "@/lib/api/schemas/templates";

/** Templates page by page, newest first. */
export function useTemplates(query: { search?: string; archived?: boolean; kind?: "email" | "block" | "any" } = {}) {
  return useCursorList<TemplateSummary>("templates", "/templates", {
    query: {
      ...(query.search ? { search: query.search } : {}),
      ...(query.archived ? { archived: true } : {}),
      ...(query.kind ? { kind: query.kind } : {}),
    },
  });
}

/** One template with its document. `fresh`: read anew whenever a page opens it. */
export function useTemplate(id: string, { enabled = true, fresh = false } = {}) {
  return useResource<TemplateResource>("template", `/templates/${id}`, { enabled, fresh });
}

/** Create, duplicate, archive and restore; each refreshes the lists and says so when it fails. */
export function useTemplateActions() {
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  // Not waited for: what goes on with a new template must not hang on the lists, nor the way back from an archived one, whose card goes.
  const refresh = () => void queries.invalidateQueries({ queryKey: [slug, "templates"] });
  const failed = (title: string) => (error: unknown) => toast.error(title, { description: problemText(error) });
  const create = useMutation({
    mutationFn: (body: TemplateCreate) => apiFetch<TemplateResource>("/templates", { method: "POST", body }),
    onSuccess: refresh,
    onError: failed("The template was not created"),
  });
  const duplicate = useMutation({
    mutationFn: (id: string) => apiFetch<TemplateResource>(`/templates/${id}/duplicate`, { method: "POST" }),
    onSuccess: refresh,
    onError: failed("The template was not copied"),
  });
  const restore = useMutation({
    mutationFn: (id: string) => apiFetch<TemplateResource>(`/templates/${id}/restore`, { method: "POST" }),
    onSuccess: refresh,
    onError: failed("The template was not restored"),
  });
  const archive = useMutation({
    mutationFn: ({ id }: Pick<TemplateSummary, "id" | "name" | "kind">) =>
      apiFetch<void>(`/templates/${id}`, { method: "DELETE" }),
    onSuccess: (_, { id, name, kind }) => {
      refresh();
      const description =
        kind === "block"
          ? "Mails that show it cannot be published until it is brought back."
          : "No journey is published with it and no program sends it by the API until it is brought back.";
      toast.message(`“${name}” is archived`, { description, undo: () => restore.mutate(id) });
    },
    onError: failed("The template was not archived"),
  });
  return { create, duplicate, archive, restore };
}
