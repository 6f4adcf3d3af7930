"use client";

import { Combobox } from "@/components/ui/combobox";
import type { PickerProps } from "./event-picker";
import { useCrmProperties } from "./use-crm";

type CrmPropertyPickerProps = PickerProps & {
  connectionId: string;
  /** only what can be written, or what contacts can be found by */
  only?: "writable" | "identifies";
};

/** A property of the CRM's contacts by its own name: from the CRM's list, or typed where that cannot be read. */
export function CrmPropertyPicker({
  value,
  onChange,
  connectionId,
  only,
  placeholder = "Choose or type a property",
  ...rest
}: CrmPropertyPickerProps) {
  const properties = useCrmProperties(connectionId);
  const offered = properties.data.filter((property) => only === undefined || property[only]);
  return (
    <Combobox
      {...rest}
      value={value}
      onValueChange={onChange}
      options={offered.map(({ name, label, type }) => ({
        value: name,
        label,
        help: label === name ? type : `${name}, ${type}`,
        keywords: [name],
      }))}
      placeholder={placeholder}
      searchPlaceholder="Search or type a name"
      emptyText={properties.loading ? "Asking the CRM…" : (properties.problem ?? "Type the property’s own name")}
      loading={properties.loading}
      allowCustom
    />
  );
}
