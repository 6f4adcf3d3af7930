"use client";

import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { nodeDefinition } from "@/lib/nodes/registry";
import type { FieldProps } from "./field-props";

/** Another step of this journey, by the words on its card. */
export function StepField({ field, value, onChange, error, steps }: FieldProps<"step">) {
  const chosen = typeof value === "string" ? value : "";
  const offered = steps.filter(({ type }) => nodeDefinition(type)?.category !== "trigger");
  const known = chosen === "" || offered.some(({ id }) => id === chosen);
  return (
    <Field label={field.label} help={field.help} error={error}>
      <Combobox
        value={chosen}
        options={[
          ...offered.map(({ id, label }) => ({ value: id, label })),
          ...(known ? [] : [{ value: chosen, label: "a step that is gone" }]),
        ]}
        placeholder="Choose a step"
        searchPlaceholder="Search steps"
        emptyText="There is no other step yet."
        onValueChange={onChange}
      />
    </Field>
  );
}
