"use client";

import { useState } from "react";
import { PersonPicker } from "@/components/pickers/person-picker";
import { SegmentPicker } from "@/components/pickers/segment-picker";
import { Field } from "@/components/ui/field";
import { FileButton } from "@/components/ui/file-button";
import { Textarea } from "@/components/ui/textarea";
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
  return (
    <Field label="Person">
      <PersonPicker
        value={chosen}
        onChange={(id) => {
          setChosen(id);
          onChange({ kind: "ids", external_ids: [id] });
        }}
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
      <FileButton
        label="Choose a CSV file"
        accept=".csv,text/csv,text/plain"
        onFile={(file) => void file.text().then(change)}
      />
    </div>
  );
}
