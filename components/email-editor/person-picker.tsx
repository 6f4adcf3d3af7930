"use client";

import { useState } from "react";
import { useCursorList } from "@/components/data/use-cursor-list";
import { useServerSearch } from "@/components/data/use-server-search";
import { Combobox } from "@/components/ui/combobox";
import type { SubscriberResource } from "@/lib/api/schemas/subscriber";

/** "sample" stands for the invented person; external ids come prefixed so that nobody can be called that. */
const SAMPLE = "sample";
const EMPTY = "empty";

export function personName(
  person: Pick<SubscriberResource, "first_name" | "last_name" | "email" | "external_id">,
): string {
  return [person.first_name, person.last_name].filter(Boolean).join(" ") || person.email || person.external_id;
}

type PersonPickerProps = {
  /** external id; undefined: the sample person */
  value: string | undefined;
  onChange: (externalId: string | undefined) => void;
  /** somebody of whom nothing is known is chosen; without onEmpty that is not offered */
  empty?: boolean;
  onEmpty?: (() => void) | undefined;
  className?: string;
  label?: string;
};

/** Somebody to see the mail as, found by name, address or id. */
export function PersonPicker({
  value,
  onChange,
  empty = false,
  onEmpty,
  className,
  label = "See the mail as",
}: PersonPickerProps) {
  const { setSearch, asked, waiting } = useServerSearch();
  const [chosen, setChosen] = useState<{ id: string; name: string }>();
  const people = useCursorList<SubscriberResource>("subscribers", "/subscribers", {
    query: { limit: 20, search: asked },
  });
  const nameOf = (id: string) => {
    const person = people.items.find((one) => one.external_id === id);
    return person ? personName(person) : chosen?.id === id ? chosen.name : id;
  };
  return (
    <Combobox
      aria-label={label}
      className={className}
      value={value === undefined ? (empty ? EMPTY : SAMPLE) : `id:${value}`}
      display={value === undefined ? (empty ? "Nothing known" : "Sample person") : nameOf(value)}
      onSearch={setSearch}
      loading={people.isPending || waiting}
      onValueChange={(next) => {
        if (next === EMPTY) return onEmpty?.();
        const externalId = next === SAMPLE ? undefined : next.slice(3);
        const person = people.items.find((one) => one.external_id === externalId);
        if (person) setChosen({ id: person.external_id, name: personName(person) });
        onChange(externalId);
      }}
      options={[
        { value: SAMPLE, label: "Sample person", help: "Ada Lovelace, with nothing else known" },
        ...(onEmpty
          ? [{ value: EMPTY, label: "Nothing known", help: "What happens when a person's data is empty" }]
          : []),
        ...(waiting ? [] : people.items).map((person) => ({
          value: `id:${person.external_id}`,
          label: personName(person),
          help: person.email ?? person.external_id,
        })),
      ]}
      searchPlaceholder="Search people"
    />
  );
}
