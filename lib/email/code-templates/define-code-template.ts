import type { ReactNode } from "react";
import type * as z from "zod";
import type { RenderScope } from "../render-scope";

/**
 * A mail written by a developer in react-email: one file in this folder and one line in registry.ts. It is drawn once, when a journey is published, with
 * tokens where people differ, by the same compiler as the visual ones; `props` are filled from data paths for each person and must pass
 * the schema, or the mail is not sent. Inside, a prop is Liquid: `scope.text("{{ props.total | money: props.currency }}")`, lists by
 * `scope.each("props.items", 20)` … `scope.otherwise()` … `scope.endEach()`.
 */
export type CodeTemplate = {
  name: string;
  description: string;
  /** what the mail needs of a person; a flat object */
  props: z.ZodObject;
  /** prop → the data path it comes from, unless the step says otherwise */
  paths: Record<string, string>;
  /** Liquid */
  subject: string;
  preheader: string;
  Body: (input: { scope: RenderScope }) => ReactNode;
};

/** Identity with inference. */
export function defineCodeTemplate(template: CodeTemplate): CodeTemplate {
  return template;
}
