"use client";

import { PropertyRows } from "@/components/canvas/walk/property-rows";
import { SegmentPicker } from "@/components/pickers/segment-picker";
import { TagPicker } from "@/components/pickers/tag-picker";
import { TimezonePicker } from "@/components/pickers/timezone-picker";
import { useSegments } from "@/components/pickers/use-vocabulary";
import { Chips } from "@/components/ui/chips";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { JourneyTestCase } from "@/lib/journey/journey-test";
import { Folded } from "./folded";

type Person = JourneyTestCase["person"];
type PersonProps = { value: Person; onChange: (next: Person) => void };

const plain = [
  { name: "first_name", label: "First name" },
  { name: "email", label: "Email" },
] as const;
const rare = [
  { name: "last_name", label: "Last name" },
  { name: "phone", label: "Phone" },
  { name: "locale", label: "Language" },
  { name: "lifecycle_stage", label: "Stage" },
] as const;

/** Whom the test is about. What is left empty they do not have. */
export function TestPersonFields({ value, onChange }: PersonProps) {
  const field = ({ name, label }: (typeof plain)[number] | (typeof rare)[number]) => (
    <Field key={name} label={label} hint="Optional">
      <Input
        value={value[name] ?? ""}
        onChange={(event) => onChange({ ...value, [name]: event.currentTarget.value || undefined })}
      />
    </Field>
  );
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">{plain.map(field)}</div>
      <Folded label="More about them" count={countRare(value)}>
        <PropertyRows
          label="Attributes"
          noun="Attribute"
          addLabel="Add an attribute"
          value={value.attributes ?? {}}
          onChange={(next) => onChange({ ...value, attributes: Object.keys(next).length > 0 ? next : undefined })}
        />
        <Memberships value={value} onChange={onChange} />
        <div className="grid gap-4 sm:grid-cols-2">
          {rare.map(field)}
          <Field label="Time zone">
            <TimezonePicker
              value={value.timezone ?? ""}
              noneLabel="None of their own"
              onChange={(timezone) => onChange({ ...value, timezone: timezone || undefined })}
            />
          </Field>
        </div>
      </Folded>
    </>
  );
}

function countRare({ attributes, tags, segments, timezone, ...rest }: Person): number {
  const said = [timezone, ...rare.map(({ name }) => rest[name])].filter(Boolean).length;
  return said + Object.keys(attributes ?? {}).length + (tags ?? []).length + (segments ?? []).length;
}

function Memberships({ value, onChange }: PersonProps) {
  const segments = useSegments();
  const { tags = [], segments: ids = [] } = value;
  const without = (list: readonly string[], gone: string) => {
    const rest = list.filter((one) => one !== gone);
    return rest.length > 0 ? rest : undefined;
  };
  const nameOf = (id: string) => segments.data.find((segment) => segment.id === id)?.name ?? id;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <div className="flex flex-col gap-1.5">
        <Field label="Tags">
          <TagPicker
            value=""
            placeholder="Add a tag"
            onChange={(tag) => onChange({ ...value, tags: [...new Set([...tags, tag])] })}
          />
        </Field>
        <Chips
          label="Their tags"
          items={tags.map((tag) => ({ value: tag, label: tag }))}
          removeLabel="Remove tag"
          onRemove={(tag) => onChange({ ...value, tags: without(tags, tag) })}
        />
      </div>
      <div className="flex flex-col gap-1.5">
        <Field label="Segments">
          <SegmentPicker
            value=""
            placeholder="Add a segment"
            onChange={(id) => onChange({ ...value, segments: [...new Set([...ids, id])] })}
          />
        </Field>
        <Chips
          label="Their segments"
          items={ids.map((id) => ({ value: id, label: nameOf(id) }))}
          removeLabel="Remove segment"
          onRemove={(id) => onChange({ ...value, segments: without(ids, id) })}
        />
      </div>
    </div>
  );
}
