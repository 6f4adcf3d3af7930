"use client";

import { Combobox } from "@/components/ui/combobox";
import { describedEvents } from "./described-events";
import { useEventKinds } from "./use-vocabulary";

type EventPropertyPickerProps = {
  event: string;
  value: string;
  onChange: (property: string) => void;
  "aria-label": string;
  /** what an empty choice means */
  noneLabel: string;
};

/** A property of one event, learned from what arrived. */
export function EventPropertyPicker({ event, value, onChange, noneLabel, ...rest }: EventPropertyPickerProps) {
  const kinds = useEventKinds();
  const learned = Object.entries(kinds.data.find((kind) => kind.name === event)?.properties ?? {});
  const standard = describedEvents.find(({ name }) => name === event)?.properties ?? [];
  const names = [...new Set([...learned.map(([name]) => name), ...standard])];
  return (
    <Combobox
      {...rest}
      value={value === "" ? NONE : value}
      onValueChange={(next) => onChange(next === NONE ? "" : next)}
      allowCustom
      options={[
        { value: NONE, label: noneLabel },
        ...names.map((name) => {
          const sample = learned.find(([key]) => key === name)?.[1];
          return { value: name, label: name, ...(sample === undefined ? {} : { help: `for example ${sample}` }) };
        }),
      ]}
      placeholder={noneLabel}
      searchPlaceholder="Search or type a property"
      emptyText="Type the property’s name"
    />
  );
}

const NONE = "$none";
