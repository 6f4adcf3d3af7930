import * as z from "zod";
import { describePathName } from "@/lib/journey/describe-condition";
import { type Json, jsonSchema } from "@/lib/journey/json";
import { isSubscriberField, isWritableField } from "@/lib/journey/read-path";
import { isClassPath, isStandingPath } from "@/lib/journey/standing-paths";
import { missing } from "../condition-problems";
import { defineNode } from "../define-node";
import { leaveNext } from "../leave-next";
import { nextPort } from "../next-port";
import { triggerControlFields, triggerControls } from "../trigger-controls";

const schema = z.strictObject({
  attribute: z.string().trim().max(200),
  from: jsonSchema.optional(),
  to: jsonSchema.optional(),
  ...triggerControls,
});
export type TriggerAttributeChangedConfig = z.output<typeof schema>;

const shown = (value: Json) => (typeof value === "string" ? `“${value}”` : JSON.stringify(value));
const given = (value: Json | undefined): value is Json => value !== undefined && value !== "";

export const triggerAttributeChanged = defineNode<TriggerAttributeChangedConfig>({
  type: "trigger.attribute_changed",
  category: "trigger",
  label: "Attribute changes",
  description:
    "People enter when one of their attributes or fields gets another value, from any source. Classes of scores count, too.",
  keywords: [
    "start",
    "entry",
    "trait",
    "property",
    "plan",
    "lifecycle",
    "field",
    "update",
    "score",
    "class",
    "inactive",
  ],
  icon: "user-pen",
  schema,
  defaults: { attribute: "" },
  fields: [
    { kind: "attribute", name: "attribute", label: "Attribute" },
    {
      kind: "text",
      name: "from",
      label: "Changes from",
      help: "Leave empty for any earlier value.",
      placeholder: "any value",
    },
    { kind: "text", name: "to", label: "Changes to", help: "Leave empty for any new value.", placeholder: "any value" },
    ...triggerControlFields,
  ],
  ports: () => nextPort,
  summary: ({ attribute, from, to }) =>
    attribute
      ? `When ${describePathName(attribute)} changes${given(from) ? ` from ${shown(from)}` : ""}${given(to) ? ` to ${shown(to)}` : ""}`
      : "Choose an attribute",
  check: ({ attribute }) => [
    ...missing(attribute, "attribute", "Choose the attribute to watch."),
    ...(isStandingPath(attribute) && !isClassPath(attribute)
      ? [
          {
            code: "invalid_setting",
            severity: "error" as const,
            message: "It changes with everything somebody does: watch the class instead.",
            field: "attribute",
          },
        ]
      : []),
    ...(isSubscriberField(attribute) && !isWritableField(attribute)
      ? [
          {
            code: "invalid_setting",
            severity: "error" as const,
            message: `“${attribute}” never changes.`,
            field: "attribute",
          },
        ]
      : []),
  ],
  step: leaveNext,
});
