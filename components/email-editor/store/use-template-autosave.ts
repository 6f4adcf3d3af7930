"use client";

import { type Autosave, useDraftAutosave } from "@/components/data/use-draft-autosave";
import type { TemplateResource } from "@/lib/api/schemas/templates";
import type { TemplateDraft } from "./use-editor-history";

export type TemplateAutosave = Autosave<TemplateDraft, TemplateResource>;

const draftOf = ({ name, document }: TemplateResource): TemplateDraft => ({ name, document });
/** The page read the template once; the editor holds what there is. */
const forget = () => undefined;

/** Saves the draft of one template. */
export function useTemplateAutosave(id: string, draft: TemplateDraft, revision: number): TemplateAutosave {
  return useDraftAutosave({ path: `/templates/${id}`, draft, revision, remember: forget, draftOf });
}
