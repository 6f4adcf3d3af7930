"use client";

import { createContext, useContext } from "react";
import type { Block, PlainBlock } from "@/lib/email/blocks/registry";
import type { Brand } from "@/lib/email/brand";
import type { EmailProblem } from "@/lib/email/check-email";
import type { EmailDocument } from "@/lib/email/document";
import type { MailStyle } from "@/lib/email/mail-style";
import type { EditorHistory } from "./store/use-editor-history";

export type EditorContextValue = {
  /** as it is shown: in the language that is being looked at */
  document: EmailDocument;
  /** as it is stored */
  source: EmailDocument;
  /** changes what is stored */
  change: EditorHistory["changeDocument"];
  /**
   * replaces one block, or a variant; changes to the same field shortly after one another are one step. While a language is
   * shown its texts become that language's
   */
  changeBlock: (next: PlainBlock, label: string, field: string) => void;
  changeLine: (field: "subject" | "preheader", text: string, label: string) => void;
  /** undefined: the mail's own language */
  locale: string | undefined;
  setLocale: (locale: string | undefined) => void;
  selected: string | undefined;
  select: (id: string | undefined) => void;
  /** the form of a block that is shown: itself, or the variant that was chosen */
  formOf: (block: Block) => PlainBlock;
  chooseForm: (blockId: string, variantId: string | undefined) => void;
  /** opens the settings of a block where they are not beside the canvas (phones) */
  openSettings: (id: string | undefined) => void;
  /** where the tools of the text that is being written go */
  toolbarSlot: HTMLElement | null;
  problems: readonly EmailProblem[];
  style: MailStyle;
  brand: Brand;
  editable: boolean;
  /** a reusable block: no subject, no footer, no reusable block inside */
  part: boolean;
  /** external id of the person whose data is shown beside variables; undefined: nobody in particular */
  person: string | undefined;
  setPerson: (externalId: string | undefined) => void;
};

const EditorContext = createContext<EditorContextValue | undefined>(undefined);
export const EditorProvider = EditorContext.Provider;

/** The mail that is being edited. Throws outside of the editor. */
export function useEmailEditor(): EditorContextValue {
  const value = useContext(EditorContext);
  if (!value) throw new Error("useEmailEditor needs an EditorProvider");
  return value;
}

/** As useEmailEditor, for what is used outside of the editor, too (the canvas's short form). */
export function useMaybeEmailEditor(): EditorContextValue | undefined {
  return useContext(EditorContext);
}
