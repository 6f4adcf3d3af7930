import type { JsonObject } from "@/lib/journey/json";
import type { Problem } from "@/lib/journey/problem";
import type { Field, NodeDefinition } from "@/lib/nodes/define-node";
import { withSetting } from "../edits/change-config";

/** Settings that an email field stands for itself. */
const PART_OF_EMAIL = new Set(["subject", "body"]);

/** The settings to show with this config: a field may depend on another, and the email editor covers subject and text. */
export function visibleFields(definition: Pick<NodeDefinition, "fields">, config: JsonObject): Field[] {
  const withEmail = definition.fields.some((field) => field.kind === "email");
  return definition.fields.filter((field) => {
    if (withEmail && PART_OF_EMAIL.has(field.name)) return false;
    const { shownWhen } = field;
    return shownWhen === undefined || shownWhen.is.includes(String(config[shownWhen.name] ?? ""));
  });
}

/** Whether the node's schema accepts the config without this setting. */
export function isOptional(definition: Pick<NodeDefinition, "schema">, config: JsonObject, name: string): boolean {
  return definition.schema.safeParse(withSetting(config, name, undefined)).success;
}

/** The first problem that belongs to a field or, for the email editor, to one it stands for. Errors come first. */
export function problemOf(field: Field, problems: readonly Problem[]): Problem | undefined {
  const names = field.kind === "email" ? [field.name, ...PART_OF_EMAIL] : [field.name];
  const own = problems.filter((problem) =>
    names.some((name) => problem.field === name || problem.field?.startsWith(`${name}.`)),
  );
  return own.find((problem) => problem.severity === "error") ?? own[0];
}
