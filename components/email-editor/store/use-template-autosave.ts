"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { resourceKey } from "@/components/data/resource-key";
import { createUnsentDrafts } from "@/components/data/unsent-drafts";
import { type Autosave, useDraftAutosave } from "@/components/data/use-draft-autosave";
import { useWorkspace } from "@/components/data/workspace-context";
import type { TemplateResource } from "@/lib/api/schemas/templates";
import type { TemplateDraft } from "./use-editor-history";

export type TemplateAutosave = Autosave<TemplateDraft, TemplateResource>;

const draftOf = ({ name, document }: TemplateResource): TemplateDraft => ({ name, document });
const unsent = createUnsentDrafts<TemplateDraft>();
const pathOf = (id: string) => `/templates/${id}`;

/** What a template's editor begins with: what is stored, and as a change of it what could not be stored before the page was left. */
export function startingDrafts(template: TemplateResource): { stored: TemplateDraft; left: TemplateDraft | undefined } {
  return { stored: draftOf(template), left: unsent.get(pathOf(template.id))?.draft };
}

/** Saves the draft of one template; what other pages know of it keeps in step. */
export function useTemplateAutosave(id: string, draft: TemplateDraft, revision: number): TemplateAutosave {
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  const path = pathOf(id);
  const remember = useCallback(
    (template: TemplateResource) => {
      queries.setQueryData(resourceKey(slug, "template", path), template);
      // Whoever has left for the list while it was being saved sees it there.
      void queries.invalidateQueries({ queryKey: [slug, "templates"] });
    },
    [queries, slug, path],
  );
  return useDraftAutosave({ path, draft, revision, remember, draftOf, unsent });
}
