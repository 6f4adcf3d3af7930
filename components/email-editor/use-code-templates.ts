"use client";

import { useQuery } from "@tanstack/react-query";
import { apiFetch } from "@/components/data/api-client";
import { useResource } from "@/components/data/use-resource";
import { useWorkspace } from "@/components/data/workspace-context";
import type { CodeTemplateResource, PreviewResource } from "@/lib/api/schemas/templates";

const NONE: readonly CodeTemplateResource[] = [];

/** Mails that developers wrote in code; they change with the installation and not before. */
export function useCodeTemplates(): readonly CodeTemplateResource[] {
  const list = useResource<{ data: CodeTemplateResource[] }>("code-templates", "/code-templates", { staleMs: 600_000 });
  return list.data?.data ?? NONE;
}

/** One of them as a sample person would get it, with the paths that a step chose for its props. */
export function useCodeTemplatePreview(id: string, props: Record<string, string>) {
  const { slug } = useWorkspace();
  return useQuery({
    queryKey: [slug, "code-template-preview", id, props],
    queryFn: ({ signal }) =>
      apiFetch<PreviewResource>("/code-templates/preview", { method: "POST", body: { id, props }, signal }),
    staleTime: 60_000,
  });
}
