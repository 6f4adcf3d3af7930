"use client";

import { Combobox } from "@/components/ui/combobox";
import type { PickerProps } from "./event-picker";
import { useSegments } from "./use-vocabulary";

/** A segment of this workspace, stored by its id. `manualOnly`: those that people can be put into. */
export function SegmentPicker({
  value,
  onChange,
  placeholder = "Choose a segment",
  manualOnly,
  ...rest
}: PickerProps & { manualOnly?: boolean | undefined }) {
  const segments = useSegments();
  const offered = manualOnly ? segments.data.filter(({ kind }) => kind === "manual") : segments.data;
  const none = manualOnly ? "There is no manual segment yet." : "There is no segment yet.";
  return (
    <Combobox
      {...rest}
      value={value}
      onValueChange={onChange}
      options={offered.map((segment) => ({ value: segment.id, label: segment.name }))}
      placeholder={placeholder}
      searchPlaceholder="Search segments"
      emptyText={segments.loading ? "Loading…" : `${none} Make one under Segments.`}
    />
  );
}
