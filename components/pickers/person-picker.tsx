"use client";

import { useState } from "react";
import { useCursorList } from "@/components/data/use-cursor-list";
import { useResource } from "@/components/data/use-resource";
import { useServerSearch } from "@/components/data/use-server-search";
import { personName } from "@/components/people/person-name";
import { Combobox } from "@/components/ui/combobox";
import type { SubscriberResource } from "@/lib/api/schemas/subscriber";
import type { PickerProps } from "./event-picker";

export type PersonPickerProps = Omit<PickerProps, "onChange"> & {
  /** the person's id, and how they are called here */
  onChange: (externalId: string, name: string) => void;
  /** also an id that nobody has yet */
  allowNew?: boolean;
};

/** Somebody there is, found by name, address or id; its value is their external id. */
export function PersonPicker({
  value,
  onChange,
  allowNew,
  placeholder = "Choose a person",
  ...rest
}: PersonPickerProps) {
  const { setSearch, asked, waiting } = useServerSearch();
  const [named, setNamed] = useState<{ id: string; name: string }>();
  const known = useResource<SubscriberResource>("people", `/subscribers/${encodeURIComponent(value)}`, {
    enabled: value !== "" && named?.id !== value,
  });
  const people = useCursorList<SubscriberResource>("subscribers", "/subscribers", {
    query: { search: asked, limit: 20 },
  });
  const display = named?.id === value ? named.name : known.data ? personName(known.data) : value;
  return (
    <Combobox
      {...rest}
      value={value || undefined}
      {...(value ? { display } : {})}
      onValueChange={(id) => {
        const person = people.items.find((one) => one.external_id === id);
        const name = person ? personName(person) : id;
        setNamed({ id, name });
        onChange(id, name);
      }}
      onSearch={setSearch}
      loading={people.isPending || waiting}
      options={(waiting ? [] : people.items).map((person) => ({
        value: person.external_id,
        label: personName(person),
        ...(person.email ? { help: person.email } : {}),
      }))}
      placeholder={placeholder}
      searchPlaceholder={allowNew ? "Search people, or type a new id or address" : "Search people"}
      emptyText="Nobody found"
      {...(allowNew ? { allowCustom: true } : {})}
    />
  );
}
