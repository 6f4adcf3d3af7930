"use client";

import { X } from "lucide-react";
import { useState } from "react";
import type { ApiError } from "@/components/data/api-error";
import { useCursorList } from "@/components/data/use-cursor-list";
import { useDebounced } from "@/components/data/use-debounced";
import { personName } from "@/components/people/person-name";
import { TagPicker } from "@/components/pickers/tag-picker";
import { TimezonePicker } from "@/components/pickers/timezone-picker";
import { Badge } from "@/components/ui/badge";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { SubscriberResource } from "@/lib/api/schemas/subscriber";
import { PropertyRows } from "./property-rows";
import type { WalkForm } from "./walk-request";

type WalkPersonProps = {
  form: WalkForm;
  onChange: (part: Partial<WalkForm>) => void;
  /** what the API said of the last walk */
  error: ApiError | undefined;
};

/** Who walks: somebody there is, or somebody invented for the walk. */
export function WalkPerson({ form, onChange, error }: WalkPersonProps) {
  return (
    <section aria-label="Who walks" className="flex flex-col gap-3">
      <SegmentedControl
        label="Who walks"
        size="sm"
        value={form.who}
        onValueChange={(who) => onChange({ who })}
        options={[
          { value: "existing", label: "A real person" },
          { value: "invented", label: "An invented one" },
        ]}
      />
      {form.who === "existing" ? (
        <ExistingPerson form={form} onChange={onChange} error={error} />
      ) : (
        <InventedPerson form={form} onChange={onChange} error={error} />
      )}
    </section>
  );
}

function ExistingPerson({ form, onChange, error }: WalkPersonProps) {
  const [search, setSearch] = useState("");
  const people = useCursorList<SubscriberResource>("subscribers", "/subscribers", {
    query: { search: useDebounced(search, 200), limit: 20 },
  });
  return (
    <Field label="Person" error={error?.fieldError("external_id")}>
      <Combobox
        value={form.externalId || undefined}
        {...(form.externalId ? { display: form.personName || form.externalId } : {})}
        onValueChange={(externalId) => {
          const person = people.items.find((one) => one.external_id === externalId);
          onChange({ externalId, personName: person ? personName(person) : externalId });
        }}
        onSearch={setSearch}
        loading={people.isPending}
        options={people.items.map((person) => ({
          value: person.external_id,
          label: personName(person),
          ...(person.email ? { help: person.email } : {}),
        }))}
        placeholder="Choose a person"
        searchPlaceholder="Search people"
        emptyText="Nobody found"
      />
    </Field>
  );
}

function InventedPerson({ form, onChange, error }: WalkPersonProps) {
  const wrong = (field: string) => error?.fieldError(`subscriber.${field}`);
  return (
    <>
      <Field label="First name" error={wrong("first_name")}>
        <Input value={form.firstName} onChange={(event) => onChange({ firstName: event.currentTarget.value })} />
      </Field>
      <Field label="Email" error={wrong("email")} help="Empty: what happens to somebody without an address.">
        <Input type="email" value={form.email} onChange={(event) => onChange({ email: event.currentTarget.value })} />
      </Field>
      <Field label="Time zone" error={wrong("timezone")}>
        <TimezonePicker
          value={form.timezone}
          noneLabel="None of their own"
          onChange={(timezone) => onChange({ timezone })}
        />
      </Field>
      <PropertyRows
        label="Attributes"
        noun="Attribute"
        addLabel="Add an attribute"
        value={form.attributes}
        onChange={(attributes) => onChange({ attributes })}
        error={wrong("attributes")}
      />
      <Field label="Tags" error={wrong("tags")}>
        <TagPicker
          value=""
          placeholder="Add a tag"
          onChange={(tag) => onChange({ tags: [...new Set([...form.tags, tag])] })}
        />
      </Field>
      {form.tags.length > 0 ? (
        <ul aria-label="Tags of the invented person" className="-mt-1.5 flex flex-wrap gap-1.5">
          {form.tags.map((tag) => (
            <li key={tag}>
              <Badge tone="primary">
                <span className="truncate">{tag}</span>
                <button
                  type="button"
                  aria-label={`Remove tag ${tag}`}
                  onClick={() => onChange({ tags: form.tags.filter((other) => other !== tag) })}
                >
                  <X aria-hidden="true" />
                </button>
              </Badge>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
