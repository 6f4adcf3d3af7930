"use client";

import { useMemo } from "react";
import { Combobox } from "@/components/ui/combobox";
import type { PickerProps } from "./event-picker";

/** The choice that stands for no zone of one's own. Combobox values must not be empty. */
const THEIRS = "theirs";

export type TimezonePickerProps = PickerProps & {
  /** what no choice means, e.g. "Their own time zone" */
  noneLabel?: string;
};

/** An IANA time zone; the empty value is `noneLabel`. */
export function TimezonePicker({ value, onChange, noneLabel, ...rest }: TimezonePickerProps) {
  const options = useMemo(() => {
    const zones = Intl.supportedValuesOf("timeZone").map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
    const all = [{ value: "UTC", label: "UTC" }, ...zones.filter((zone) => zone.value !== "UTC")];
    return noneLabel ? [{ value: THEIRS, label: noneLabel }, ...all] : all;
  }, [noneLabel]);
  return (
    <Combobox
      {...rest}
      value={value === "" && noneLabel ? THEIRS : value}
      onValueChange={(zone) => onChange(zone === THEIRS ? "" : zone)}
      options={options}
      placeholder="Choose a time zone"
      searchPlaceholder="Search cities"
      emptyText="No such time zone"
    />
  );
}
