"use client";

import Link from "next/link";
import { useWorkspace } from "@/components/data/workspace-context";
import { AttributePicker } from "@/components/pickers/attribute-picker";
import { CrmPropertyPicker } from "@/components/pickers/crm-property-picker";
import { useCrmConnections, useCrmProperties } from "@/components/pickers/use-crm";
import { Alert } from "@/components/ui/alert";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Json, JsonObject } from "@/lib/journey/json";
import type { FieldProps } from "./field-props";
import { FieldSection } from "./field-section";
import { KeyValueRows } from "./key-value-rows";
import { VariableMenu } from "./variable-menu";

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const connectionOf = (config: JsonObject) => text(config.connection_id);

/** Which connected CRM a step writes to. Choosing one says by what its contacts are usually found, unless that is said already. */
export function CrmConnectionField({ field, value, onChangeMany, error, config }: FieldProps<"crm_connection">) {
  const { slug } = useWorkspace();
  const connections = useCrmConnections();
  const known = connections.data?.data ?? [];
  const chosen = known.find(({ id }) => id === value);
  const choose = (id: string) => {
    const match = isObject(config.match) ? config.match : {};
    const matchBy = known.find((one) => one.id === id)?.match_by ?? "";
    const keep = text(match.property) !== "" && chosen?.kind === known.find((one) => one.id === id)?.kind;
    onChangeMany({
      connection_id: id,
      match: { property: keep ? text(match.property) : matchBy, value: text(match.value) || "{{ email }}" },
    });
  };
  return (
    <>
      <Field label={field.label} help={field.help} error={error}>
        <Combobox
          value={text(value)}
          {...(value && !chosen && connections.isSuccess ? { display: "A CRM that is gone" } : {})}
          onValueChange={choose}
          options={known.map(({ id, name, label, account }) => ({
            value: id,
            label: name,
            help: `${label}, ${account}`,
          }))}
          placeholder="Choose a CRM"
          searchPlaceholder="Search connections"
          emptyText={connections.isPending ? "Loading…" : "No CRM is connected yet."}
        />
      </Field>
      {connections.isSuccess && known.length === 0 ? (
        <p className="mt-1.5 text-muted-foreground text-xs">
          No CRM is connected yet.{" "}
          <Link href={`/w/${slug}/settings/integrations`} className="font-medium text-primary-text hover:underline">
            Connect HubSpot or Salesforce
          </Link>
        </p>
      ) : null}
      {chosen?.problem ? (
        <Alert tone="warning" className="mt-2">
          {chosen.problem}
        </Alert>
      ) : null}
    </>
  );
}

/** By which property the contact is found, and the person's value for it. */
export function CrmMatchField({ field, value, onChange, error, config, events }: FieldProps<"crm_match">) {
  const match = isObject(value) ? value : {};
  const change = (part: { property?: string; value?: string }) =>
    onChange({ property: text(match.property), value: text(match.value), ...part });
  return (
    <FieldSection label={field.label} help={field.help} error={error}>
      <CrmPropertyPicker
        aria-label="Property of the contact"
        connectionId={connectionOf(config)}
        only="identifies"
        value={text(match.property)}
        onChange={(property) => change({ property })}
      />
      <span className="flex items-center gap-1.5">
        <Input
          aria-label="Its value"
          placeholder="{{ email }}"
          value={text(match.value)}
          onChange={(event) => change({ value: event.currentTarget.value })}
        />
        <VariableMenu events={events} onInsert={(liquid) => change({ value: `${text(match.value)}${liquid}` })} />
      </span>
    </FieldSection>
  );
}

/** What is written: the CRM's property and its value. */
export function CrmFieldsField({ field, value, onChange, error, config, events }: FieldProps<"crm_fields">) {
  const connectionId = connectionOf(config);
  const { problem } = useCrmProperties(connectionId);
  return (
    <div className="flex flex-col gap-2">
      <KeyValueRows
        label={field.label}
        help={field.help}
        error={error}
        addLabel="Write a property"
        rows={rowsOf(value)}
        onChange={(rows) => onChange(Object.fromEntries(rows.map((row) => [row.key, row.value])))}
        renderKey={(row, change, index) => (
          <CrmPropertyPicker
            aria-label={`CRM property ${index + 1}`}
            connectionId={connectionId}
            only="writable"
            value={row.key}
            onChange={change}
          />
        )}
        renderValue={(row, change, index) => (
          <span className="flex items-center gap-1.5">
            <Input
              aria-label={`Value for the CRM ${index + 1}`}
              placeholder="{{ first_name }}"
              value={row.value}
              onChange={(event) => change(event.currentTarget.value)}
            />
            <VariableMenu events={events} onInsert={(liquid) => change(`${row.value}${liquid}`)} />
          </span>
        )}
      />
      {problem ? (
        <p className="text-muted-foreground text-xs">
          The CRM’s own list cannot be shown ({problem}); type the names of its properties.
        </p>
      ) : null}
    </div>
  );
}

/** What comes back: the person's attribute and the CRM's property it is filled with. */
export function CrmReadField({ field, value, onChange, error, config }: FieldProps<"crm_read">) {
  return (
    <KeyValueRows
      label={field.label}
      help={field.help}
      error={error}
      addLabel="Bring back a property"
      rows={rowsOf(value)}
      onChange={(rows) =>
        onChange(rows.length === 0 ? undefined : Object.fromEntries(rows.map((row) => [row.key, row.value])))
      }
      renderKey={(row, change, index) => (
        <AttributePicker
          aria-label={`Attribute to fill ${index + 1}`}
          placeholder="Choose or type an attribute"
          value={row.key}
          onChange={change}
        />
      )}
      renderValue={(row, change, index) => (
        <CrmPropertyPicker
          aria-label={`CRM property to bring back ${index + 1}`}
          connectionId={connectionOf(config)}
          placeholder="from the CRM’s property"
          value={row.value}
          onChange={change}
        />
      )}
    />
  );
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function rowsOf(value: Json | undefined): { key: string; value: string }[] {
  return isObject(value) ? Object.entries(value).map(([key, one]) => ({ key, value: text(one) })) : [];
}
