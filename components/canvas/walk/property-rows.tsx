"use client";

import { useState } from "react";
import { Input } from "@/components/ui/input";
import type { JsonObject } from "@/lib/journey/json";
import { KeyValueRows } from "../inspector/key-value-rows";
import { rowsOfObject, typedObject } from "./typed-object";

type PropertyRowsProps = {
  label: string;
  help?: string;
  error?: string | undefined;
  addLabel: string;
  /** begins the name of every control, e.g. "Property" */
  noun: string;
  value: JsonObject;
  onChange: (value: JsonObject) => void;
};

/** An object as names and values: `cart.total` reaches inside, and 20.5, true and JSON are what they look like. */
export function PropertyRows({ noun, help, error, value, onChange, ...rest }: PropertyRowsProps) {
  // As typed: "1.50" stays so although it means 1.5.
  const [typed, setTyped] = useState(() => rowsOfObject(value));
  const rows = JSON.stringify(typedObject(typed)) === JSON.stringify(value) ? typed : rowsOfObject(value);
  return (
    <KeyValueRows
      {...rest}
      beside
      rows={rows}
      onChange={(next) => {
        setTyped(next);
        onChange(typedObject(next));
      }}
      help={help}
      error={error}
      renderKey={(row, change, index) => (
        <Input
          aria-label={`${noun} ${index + 1}: name`}
          placeholder="total"
          value={row.key}
          onChange={(event) => change(event.currentTarget.value)}
        />
      )}
      renderValue={(row, change, index) => (
        <Input
          aria-label={`${noun} ${index + 1}: value`}
          placeholder="120"
          value={row.value}
          onChange={(event) => change(event.currentTarget.value)}
        />
      )}
    />
  );
}
