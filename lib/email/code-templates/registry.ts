import { confirmAddress } from "./confirm-address";
import type { CodeTemplate } from "./define-code-template";
import { receipt } from "./receipt";

/** Mails in code, by the key that steps name them by (`code:<key>`). A new one: its file, its line here. */
const templates: Readonly<Record<string, CodeTemplate>> = { receipt, confirm_address: confirmAddress };

const PREFIX = "code:";

export const codeTemplates = Object.entries(templates).map(([key, template]) => ({ id: `${PREFIX}${key}`, template }));

/** The template that an email step's `template_id` names, when it is one in code. */
export function codeTemplateOf(templateId: string): CodeTemplate | undefined {
  if (!templateId.startsWith(PREFIX)) return undefined;
  const key = templateId.slice(PREFIX.length);
  return Object.hasOwn(templates, key) ? templates[key] : undefined;
}

export const isCodeTemplateId = (templateId: string): boolean => templateId.startsWith(PREFIX);
