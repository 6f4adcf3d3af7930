"use client";

import { AttributePicker } from "@/components/pickers/attribute-picker";
import { Input } from "@/components/ui/input";
import type { Json } from "@/lib/journey/json";
import { typedText } from "@/lib/nodes/typed-text";
import type { FieldProps } from "./field-props";
import { type KeyValueRow, KeyValueRows } from "./key-value-rows";
import { VariableMenu } from "./variable-menu";

/** `{path: value or Liquid}`: what is written to the person. */
export function AssignmentsField({ field, value, onChange, error, events }: FieldProps<"assignments">) {
  return (
    <KeyValueRows
      label={field.label}
      help={field.help}
      error={error}
      addLabel="Set another value"
      rows={rowsOf(value)}
      onChange={(rows) => onChange(objectOf(rows, value))}
      renderKey={(row, change, index) => (
        <AttributePicker
          aria-label={`Attribute ${index + 1}`}
          placeholder="Choose or type an attribute"
          value={row.key}
          onChange={change}
        />
      )}
      renderValue={(row, change, index) => (
        <span className="flex items-center gap-1.5">
          <Input
            aria-label={`Value ${index + 1}`}
            placeholder="a value or {{ event.total }}"
            value={row.value}
            onChange={(event) => change(event.currentTarget.value)}
          />
          <VariableMenu events={events} onInsert={(liquid) => change(`${row.value}${liquid}`)} />
        </span>
      )}
    />
  );
}

/** `{name: value or Liquid}`: what goes with an event or into another journey. */
export function PropertiesField({ field, value, onChange, error, events }: FieldProps<"properties">) {
  return (
    <KeyValueRows
      label={field.label}
      help={field.help}
      error={error}
      addLabel={field.addLabel}
      rows={rowsOf(value)}
      onChange={(rows) => onChange(rows.length === 0 ? undefined : objectOf(rows, value))}
      renderKey={(row, change, index) => (
        <Input
          aria-label={`${field.label}: name ${index + 1}`}
          placeholder={field.keyPlaceholder}
          value={row.key}
          onChange={(event) => change(event.currentTarget.value.trim())}
        />
      )}
      renderValue={(row, change, index) => (
        <span className="flex items-center gap-1.5">
          <Input
            aria-label={`${field.label}: value ${index + 1}`}
            placeholder="a value or {{ first_name }}"
            value={row.value}
            onChange={(event) => change(event.currentTarget.value)}
          />
          <VariableMenu events={events} onInsert={(liquid) => change(`${row.value}${liquid}`)} />
        </span>
      )}
    />
  );
}

/** `{name: value}` for a request. */
export function HeadersField({ field, value, onChange, error }: FieldProps<"headers">) {
  return (
    <KeyValueRows
      label={field.label}
      help={field.help}
      error={error}
      addLabel="Add a header"
      rows={rowsOf(value)}
      onChange={(rows) =>
        onChange(rows.length === 0 ? undefined : Object.fromEntries(rows.map((row) => [row.key, row.value])))
      }
      renderKey={(row, change, index) => (
        <Input
          aria-label={`Header name ${index + 1}`}
          placeholder="Authorization"
          value={row.key}
          onChange={(event) => change(event.currentTarget.value.trim())}
        />
      )}
      renderValue={(row, change, index) => (
        <Input
          aria-label={`Header value ${index + 1}`}
          placeholder="Bearer …"
          value={row.value}
          onChange={(event) => change(event.currentTarget.value)}
        />
      )}
    />
  );
}

function rowsOf(value: Json | undefined): KeyValueRow[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).map(([key, v]) => ({ key, value: shownAs(v) }));
}

/** Values as typed; one that is unchanged keeps the type it had (a text "5" set through the API stays a text). */
function objectOf(rows: readonly KeyValueRow[], before: Json | undefined): Json {
  const old = typeof before === "object" && before !== null && !Array.isArray(before) ? before : {};
  return Object.fromEntries(
    rows.map((row) => {
      const was = old[row.key];
      return [row.key, was !== undefined && shownAs(was) === row.value ? was : spelled(row.value)];
    }),
  );
}

const shownAs = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));

/**
 * A number or truth value that is written as such is one, like a computed value: otherwise "is at least 5" would never be true of it. What
 * is not the number's own spelling ("007", "1.0", a long account number) stays the text that was typed.
 */
function spelled(typed: string): Json {
  const value = typedText(typed);
  return value !== null && String(value) === typed ? value : typed;
}
