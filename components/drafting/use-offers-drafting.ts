"use client";

import { useMay, useWorkspace } from "@/components/data/workspace-context";

/** Whether drafting is offered: to editors where the operator has set a model, and to whoever can have one set, who is told how. */
export function useOffersDrafting(): boolean {
  const { llm } = useWorkspace();
  const mayEdit = useMay("edit");
  const mayManage = useMay("manage_workspace");
  return mayEdit && (llm !== null || mayManage);
}
