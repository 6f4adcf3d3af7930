"use client";

import { useMemo } from "react";
import { useAllPages } from "@/components/data/use-all-pages";
import type { TemplateSummary } from "@/lib/api/schemas/templates";

const STALE_MS = 30_000;

/** Names of the workspace's email templates by id; `ready` once all of them have arrived. */
export function useTemplateNames(): { data: ReadonlyMap<string, string>; ready: boolean } {
  const { data: list, ready } = useAllPages<TemplateSummary>("templates", "/templates", STALE_MS);
  const data = useMemo(() => new Map(list.map((template) => [template.id, template.name])), [list]);
  return { data, ready };
}
