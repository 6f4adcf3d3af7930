"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { apiFetch } from "@/components/data/api-client";
import { useDebounced } from "@/components/data/use-debounced";
import { useWorkspace } from "@/components/data/workspace-context";
import type { GapsResource, PreviewResource } from "@/lib/api/schemas/templates";
import type { EmailDocument } from "@/lib/email/document";

/** A document as one person would get it (undefined: a sample person, or `empty`: nobody in particular), a moment after it stops changing. */
export function useDocumentPreview(
  document: EmailDocument | undefined,
  externalId: string | undefined,
  empty = false,
  enabled = true,
) {
  const { slug } = useWorkspace();
  const settled = useDebounced(document, 350);
  return useQuery({
    queryKey: [slug, "document-preview", settled, externalId ?? null, empty],
    queryFn: ({ signal }) =>
      apiFetch<PreviewResource>("/templates/preview", {
        method: "POST",
        body: { document: settled, ...(externalId === undefined ? { empty } : { external_id: externalId }) },
        signal,
      }),
    enabled: enabled && settled !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
  });
}

/** For how many of an audience the variables of a document are empty. Only while it is looked at. */
export function useGaps(document: EmailDocument, audience: { segment_id?: string; journey_id?: string }) {
  const { slug } = useWorkspace();
  const settled = useDebounced(document, 350);
  return useQuery({
    queryKey: [slug, "document-gaps", settled, audience],
    queryFn: ({ signal }) =>
      apiFetch<GapsResource>("/templates/gaps", { method: "POST", body: { document: settled, ...audience }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  });
}

/** A saved template as a sample person would get it. `revision` makes a new picture after each save. */
export function useTemplatePreview(id: string, revision: number | undefined, enabled: boolean) {
  const { slug } = useWorkspace();
  return useQuery({
    queryKey: [slug, "template-preview", id, revision ?? null],
    queryFn: ({ signal }) =>
      apiFetch<PreviewResource>(`/templates/${id}/preview`, { method: "POST", body: {}, signal }),
    enabled,
    staleTime: 300_000,
  });
}
