"use client";

import { createContext, useContext } from "react";
import type { Block } from "@/lib/email/blocks/registry";
import type { Brand } from "@/lib/email/brand";
import type { EmailProblem } from "@/lib/email/check-email";
import type { EmailDocument } from "@/lib/email/document";
import type { MailStyle } from "@/lib/email/mail-style";
import type { EditorHistory } from "./store/use-editor-history";

export type EditorContextValue = {
  document: EmailDocument;
  change: EditorHistory["changeDocument"];
  /** replaces one block; changes to the same field shortly after one another are one step */
  changeBlock: (next: Block, label: string, field: string) => void;
  selected: string | undefined;
  select: (id: string | undefined) => void;
  /** opens the settings of a block where they are not beside the canvas (phones) */
  openSettings: (id: string) => void;
  /** where the tools of the text that is being written go */
  toolbarSlot: HTMLElement | null;
  problems: readonly EmailProblem[];
  style: MailStyle;
  brand: Brand;
  editable: boolean;
};

const EditorContext = createContext<EditorContextValue | undefined>(undefined);
export const EditorProvider = EditorContext.Provider;

/** The mail that is being edited. Throws outside of the editor. */
export function useEmailEditor(): EditorContextValue {
  const value = useContext(EditorContext);
  if (!value) throw new Error("useEmailEditor needs an EditorProvider");
  return value;
}
