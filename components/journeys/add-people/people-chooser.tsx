"use client";

import { useState } from "react";
import { useCursorList } from "@/components/data/use-cursor-list";
import { useDebounced } from "@/components/data/use-debounced";
import { SegmentPicker } from "@/components/pickers/segment-picker";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { SubscriberResource } from "@/lib/api/schemas/subscriber";
import type { JsonObject } from "@/lib/journey/json";
import { readIds } from "./read-ids";

export type Whom = "person" | "segment" | "list";
type ChooserProps = { whom: Whom; onChange: (source: JsonObject | undefined) => void };

/** One person, a segment, or a list of ids, as the source that the API takes; undefined while nothing is chosen. */
export function PeopleChooser({ whom, onChange }: ChooserProps) {
  if (whom === "person") return <OnePerson onChange={onChange} />;
  return whom === "segment" ? <OneSegment onChange={onChange} /> : <ListOfIds onChange={onChange} />;
}

function OnePerson({ onChange }: Pick<ChooserProps, "onChange">) {
  const [chosen, setChosen] = useState("");
  const [search, setSearch] = useState("");
  const people = useCursorList<SubscriberResource>("subscribers", "/subscribers", {
    query: { search: useDebounced(search, 200), limit: 20 },
  });
  return (
    <Field label="Person">
      <Combobox
        value={chosen}
        onValueChange={(id) => {
          setChosen(id);
          onChange({ kind: "ids", external_ids: [id] });
        }}
        onSearch={setSearch}
        loading={people.isPending}
        options={people.items.map((p) => ({
          value: p.external_id,
          label: [p.first_name, p.last_name].filter(Boolean).join(" ") || p.email || p.external_id,
          help: p.email ?? p.external_id,
        }))}
        placeholder="Choose a person"
        searchPlaceholder="Search people"
        emptyText="Nobody found"
      />
    </Field>
  );
}

function OneSegment({ onChange }: Pick<ChooserProps, "onChange">) {
  const [chosen, setChosen] = useState("");
  return (
    <Field label="Segment" help="Whoever is in it now.">
      <SegmentPicker
        value={chosen}
        onChange={(segment_id) => {
          setChosen(segment_id);
          onChange({ kind: "segment", segment_id });
        }}
      />
    </Field>
  );
}

function ListOfIds({ onChange }: Pick<ChooserProps, "onChange">) {
  const [typed, setTyped] = useState("");
  const change = (text: string) => {
    setTyped(text);
    const external_ids = readIds(text);
    onChange(external_ids.length > 0 ? { kind: "ids", external_ids } : undefined);
  };
  return (
    <div className="flex flex-col gap-2">
      <Field label="Ids" help="One a line, or a CSV with a column external_id.">
        <Textarea
          rows={6}
          className="font-mono text-xs"
          placeholder={"user-1\nuser-2"}
          value={typed}
          onChange={(event) => change(event.currentTarget.value)}
        />
      </Field>
      <Button variant="outline" size="sm" className="w-fit" asChild>
        <label>
          Choose a CSV file
          <input
            type="file"
            accept=".csv,text/csv,text/plain"
            className="sr-only"
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              if (file) void file.text().then(change);
            }}
          />
        </label>
      </Button>
    </div>
  );
}
