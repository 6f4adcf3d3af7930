"use client";

import { Combobox } from "@/components/ui/combobox";
import type { PickerProps } from "./event-picker";
import { useTags } from "./use-vocabulary";

/** A tag: one that somebody has, or a new one typed. */
export function TagPicker({ value, onChange, placeholder = "Choose a tag", ...rest }: PickerProps) {
  const tags = useTags();
  return (
    <Combobox
      {...rest}
      value={value}
      onValueChange={onChange}
      options={tags.data.map(({ tag, count }) => ({
        value: tag,
        label: tag,
        help: count === 1 ? "1 person" : `${count.toLocaleString("en")} people`,
      }))}
      placeholder={placeholder}
      searchPlaceholder="Search or type a tag"
      emptyText="Type a name to make a tag"
      allowCustom
    />
  );
}
