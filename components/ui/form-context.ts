"use client";

import { createContext, useContext } from "react";

/** A field that stands against sending a form: what it is called and what it says. */
export type RefusedField = { control: HTMLElement; name: string; message: string };

export type FormState = {
  /** what the form itself finds wrong, by the control's id */
  problems: Readonly<Record<string, string>>;
  /** controls written in since the server refused: its words for them are about what stood there before */
  edited: ReadonlySet<string>;
  /** the last refusal's fields in the page's order, less those mended since; undefined: it was about none of them */
  refused: readonly RefusedField[] | undefined;
  /** what was said of the fields is looked at anew: for a part that changes without a word of the browser's and without the form */
  recheck: () => void;
};

const nothing: FormState = { problems: {}, edited: new Set(), refused: undefined, recheck: () => undefined };

export const FormContext = createContext<FormState>(nothing);

/** What the control with this id says: what the form found, else the caller's `error` until somebody writes in it. */
export function useControlProblem(id: string, error?: string): string | undefined {
  const { problems, edited } = useContext(FormContext);
  return problems[id] ?? (edited.has(id) ? undefined : error);
}

export function useRefusedFields(): FormState["refused"] {
  return useContext(FormContext).refused;
}

export function useRecheck(): FormState["recheck"] {
  return useContext(FormContext).recheck;
}
