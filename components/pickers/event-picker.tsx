"use client";

import { Combobox } from "@/components/ui/combobox";
import { describedEvents } from "./described-events";
import { useEventKinds } from "./use-vocabulary";

export type PickerProps = {
  value: string;
  onChange: (value: string) => void;
  id?: string;
  className?: string;
  placeholder?: string;
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
};

/** An event by name: those seen, those that most products send, or any name typed. */
export function EventPicker({ value, onChange, placeholder = "Choose an event", ...rest }: PickerProps) {
  const kinds = useEventKinds();
  const seen = kinds.data.map((kind) => ({ value: kind.name, label: kind.name, group: "Seen here" }));
  const known = new Set(kinds.data.map((kind) => kind.name));
  const standard = describedEvents
    .filter((event) => !known.has(event.name))
    .map((event) => ({ value: event.name, label: event.name, help: event.help, group: "Common events" }));
  return (
    <Combobox
      {...rest}
      value={value}
      onValueChange={onChange}
      options={[...seen, ...standard]}
      placeholder={placeholder}
      searchPlaceholder="Search or type an event name"
      emptyText="Type the name your app sends"
      allowCustom
    />
  );
}
