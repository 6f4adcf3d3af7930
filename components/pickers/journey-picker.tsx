"use client";

import { Combobox } from "@/components/ui/combobox";
import type { PickerProps } from "./event-picker";
import { useJourneys } from "./use-vocabulary";

/** A journey of this workspace, stored by its id. `except`: one that cannot be chosen. */
export function JourneyPicker({
  value,
  onChange,
  placeholder = "Choose a journey",
  except,
  ...rest
}: PickerProps & { except?: string | undefined }) {
  const journeys = useJourneys();
  return (
    <Combobox
      {...rest}
      value={value}
      onValueChange={onChange}
      options={journeys.data
        .filter(({ id, status }) => id !== except && (status !== "archived" || id === value))
        .map(({ id, name, status }) => ({ value: id, label: name, help: status }))}
      placeholder={placeholder}
      searchPlaceholder="Search journeys"
      emptyText={journeys.loading ? "Loading…" : "There is no other journey yet."}
    />
  );
}
