"use client";

import { useMemo } from "react";
import { useResource } from "@/components/data/use-resource";
import type { TemplateSummary } from "@/lib/api/schemas/templates";

/** Names of the workspace's email templates by id; `ready` once they have arrived. */
export function useTemplateNames(): { data: ReadonlyMap<string, string>; ready: boolean } {
  const answer = useResource<{ data: TemplateSummary[] }>("templates", "/templates", {
    query: { limit: 200 },
    staleMs: 30_000,
  });
  const list = answer.data?.data;
  const data = useMemo(() => new Map((list ?? []).map((template) => [template.id, template.name])), [list]);
  return { data, ready: answer.isSuccess };
}
