"use client";

import { Combobox } from "@/components/ui/combobox";
import type { PickerProps } from "./event-picker";
import { useSegments } from "./use-vocabulary";

/** A segment of this workspace, stored by its id. */
export function SegmentPicker({ value, onChange, placeholder = "Choose a segment", ...rest }: PickerProps) {
  const segments = useSegments();
  return (
    <Combobox
      {...rest}
      value={value}
      onValueChange={onChange}
      options={segments.data.map((segment) => ({ value: segment.id, label: segment.name }))}
      placeholder={placeholder}
      searchPlaceholder="Search segments"
      emptyText={segments.loading ? "Loading…" : "There is no segment yet. Make one under Segments."}
    />
  );
}
