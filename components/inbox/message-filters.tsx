"use client";

import { useResource } from "@/components/data/use-resource";
import { Combobox } from "@/components/ui/combobox";
import { SearchField } from "@/components/ui/search-field";
import { Select } from "@/components/ui/select";
import type { List } from "@/lib/api/schemas/common";
import type { JourneyResource } from "@/lib/api/schemas/journey";
import type { InboxFilters } from "./use-inbox";

/** Choices must not be empty; no status and no id is called like this. */
const ANY = "any";

const statuses = [
  { value: ANY, label: "Any status" },
  { value: "sent", label: "Sent" },
  { value: "queued", label: "Queued" },
  { value: "skipped", label: "Skipped" },
  { value: "failed", label: "Failed" },
  { value: "uncertain", label: "Uncertain" },
];

type MessageFiltersProps = {
  filters: InboxFilters;
  onChange: (name: keyof InboxFilters, value: string) => void;
};

export function MessageFilters({ filters, onChange }: MessageFiltersProps) {
  const journeys = useResource<List<JourneyResource>>("journeys", "/journeys", { query: { limit: 200 } });
  const options = [
    { value: ANY, label: "Any journey" },
    ...(journeys.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ];
  const chosen = options.find(({ value }) => value === filters.journey);
  return (
    <search className="flex flex-wrap gap-2">
      <SearchField
        initial={filters.search}
        onSearch={(text) => onChange("search", text)}
        label="Search messages by subject or address"
        placeholder="Subject or address"
        className="min-w-full max-w-none"
      />
      <Combobox
        aria-label="Journey"
        className="min-w-0 flex-1"
        value={filters.journey || ANY}
        display={chosen?.label ?? "Any journey"}
        options={options}
        onValueChange={(next) => onChange("journey", next === ANY ? "" : next)}
        loading={journeys.isPending}
        emptyText="No such journey."
      />
      <Select
        aria-label="Status"
        className="w-36"
        value={filters.status || ANY}
        onValueChange={(next) => onChange("status", next === ANY ? "" : next)}
        options={statuses}
      />
    </search>
  );
}
