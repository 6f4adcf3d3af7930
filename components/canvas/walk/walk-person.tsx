"use client";

import type { ApiError } from "@/components/data/api-error";
import { PersonPicker } from "@/components/pickers/person-picker";
import { TagPicker } from "@/components/pickers/tag-picker";
import { TimezonePicker } from "@/components/pickers/timezone-picker";
import { Chips } from "@/components/ui/chips";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { PropertyRows } from "./property-rows";
import type { WalkForm } from "./walk-request";

type WalkPersonProps = {
  form: WalkForm;
  onChange: (part: Partial<WalkForm>) => void;
  /** what the API said of the last walk */
  error: ApiError | undefined;
  /** the walk was asked for and nobody is chosen */
  missing: boolean;
};

/** Who walks: somebody there is, or somebody invented for the walk. */
export function WalkPerson({ form, onChange, error, missing }: WalkPersonProps) {
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
        <ExistingPerson form={form} onChange={onChange} error={error} missing={missing} />
      ) : (
        <InventedPerson form={form} onChange={onChange} error={error} />
      )}
    </section>
  );
}

function ExistingPerson({ form, onChange, error, missing }: WalkPersonProps) {
  return (
    <Field label="Person" error={missing ? "Choose who walks, or invent somebody." : error?.fieldError("external_id")}>
      <PersonPicker
        value={form.externalId}
        onChange={(externalId, personName) => onChange({ externalId, personName })}
      />
    </Field>
  );
}

function InventedPerson({ form, onChange, error }: Omit<WalkPersonProps, "missing">) {
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
      <div className="grid grid-cols-2 gap-3">
        <Field label="Lead score" hint="Optional" error={wrong("scores.lead")}>
          <Input
            inputMode="decimal"
            value={form.leadScore}
            onChange={(event) => onChange({ leadScore: event.currentTarget.value })}
          />
        </Field>
        <Field label="Engagement" hint="Optional" error={wrong("scores.engagement")}>
          <Input
            inputMode="decimal"
            value={form.engagement}
            onChange={(event) => onChange({ engagement: event.currentTarget.value })}
          />
        </Field>
      </div>
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
      <Chips
        label="Tags of the invented person"
        items={form.tags.map((tag) => ({ value: tag, label: tag }))}
        removeLabel="Remove tag"
        onRemove={(tag) => onChange({ tags: form.tags.filter((other) => other !== tag) })}
      />
    </>
  );
}
