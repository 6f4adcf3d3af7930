"use client";

import { Combobox } from "@/components/ui/combobox";
import type { PickerProps } from "./event-picker";
import { scoreFields, subscriberFields } from "./subscriber-fields";
import { useAttributes } from "./use-vocabulary";

const scores = scoreFields.map(({ path, label, help }) => ({ value: path, label, help, group: "Scores" }));

/** A field or attribute of a person by its dotted path. */
export function AttributePicker({
  value,
  onChange,
  placeholder = "Choose a property",
  withScores,
  ...rest
}: PickerProps & {
  /** offer scores and the like, which can be read but not written */
  withScores?: boolean;
}) {
  const attributes = useAttributes();
  const fixed = subscriberFields.map((field) => ({ value: field.path, label: field.label, group: "Person" }));
  const known = attributes.data
    .filter((attribute) => !subscriberFields.some((field) => field.path === attribute.path))
    .map((attribute) => ({
      value: attribute.path,
      label: attribute.path,
      group: "Attributes",
      ...(attribute.samples.length > 0 ? { help: attribute.samples.slice(0, 3).map(String).join(", ") } : {}),
    }));
  return (
    <Combobox
      {...rest}
      value={value}
      onValueChange={onChange}
      options={[...(withScores ? scores : []), ...known, ...fixed]}
      placeholder={placeholder}
      searchPlaceholder="Search or type a path"
      emptyText="Type a path such as address.city"
      allowCustom
    />
  );
}
