"use client";

import { X } from "lucide-react";
import { useId, useState } from "react";
import { DurationInput } from "@/components/pickers/duration-input";
import { Badge } from "@/components/ui/badge";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Json } from "@/lib/journey/json";
import { parseTyped, type ValueShape, type ValueType } from "./condition-model";

export type ValueInputProps = {
  shape: Exclude<ValueShape, "none">;
  /** undefined: not known, text until something else is chosen */
  type: ValueType | undefined;
  value: Json | undefined;
  samples: readonly Json[];
  onChange: (value: Json) => void;
};

/** The value of a rule, in the form its operator needs. */
export function ValueInput({ shape, type, value, samples, onChange }: ValueInputProps) {
  switch (shape) {
    case "one":
      return <OneValue type={type ?? "text"} value={value} samples={samples} onChange={onChange} />;
    case "two":
      return <TwoValues type={type ?? "number"} value={value} onChange={onChange} />;
    case "list":
      return <ListValue type={type ?? "text"} value={value} samples={samples} onChange={onChange} />;
    case "duration":
      return (
        <DurationInput
          compact
          label="How long"
          value={typeof value === "string" ? value : "P30D"}
          onChange={onChange}
        />
      );
    case "date":
      return <DateValue label="Date" value={value} onChange={onChange} />;
  }
}

const typeOptions = [
  { value: "text", label: "text" },
  { value: "number", label: "number" },
  { value: "boolean", label: "yes / no" },
  { value: "date", label: "date" },
];

/** A single value with its type: 5 and "5" are different values to the engine, so the author sees which it is. */
function OneValue(props: {
  type: ValueType;
  value: Json | undefined;
  samples: readonly Json[];
  onChange: (v: Json) => void;
}) {
  const { value, onChange } = props;
  const [chosen, setChosen] = useState<ValueType>();
  const type = chosen ?? props.type;
  const retype = (next: string) => {
    const found = (["text", "number", "boolean", "date"] as const).find((t) => t === next);
    if (!found) return;
    setChosen(found);
    onChange(found === "boolean" ? true : parseTyped(textOf(value), found));
  };
  return (
    <div className="flex min-w-40 flex-1 gap-1.5">
      <TypedField type={type} value={value} samples={props.samples} onChange={onChange} />
      <Select
        aria-label="Type of the value"
        className="w-auto shrink-0 text-muted-foreground"
        value={type}
        options={typeOptions}
        onValueChange={retype}
      />
    </div>
  );
}

type TypedFieldProps = {
  /** for assistive technology; default: what it is */
  label?: string;
  type: ValueType;
  value: Json | undefined;
  samples: readonly Json[];
  onChange: (value: Json) => void;
};

function TypedField({ label, type, value, samples, onChange }: TypedFieldProps) {
  const list = useId();
  if (type === "boolean") {
    return (
      <Select
        aria-label={label ?? "Value"}
        value={value === false ? "false" : "true"}
        options={[
          { value: "true", label: "yes" },
          { value: "false", label: "no" },
        ]}
        onValueChange={(next) => onChange(next === "true")}
      />
    );
  }
  if (type === "date") return <DateValue label={label ?? "Date"} value={value} onChange={onChange} />;
  return (
    <>
      <Input
        aria-label={label ?? "Value"}
        list={list}
        placeholder={type === "number" ? "0" : "value"}
        inputMode={type === "number" ? "decimal" : "text"}
        aria-invalid={type === "number" && typeof value === "string" && value !== "" ? true : undefined}
        value={textOf(value)}
        onChange={(event) => onChange(parseTyped(event.currentTarget.value, type))}
      />
      <datalist id={list}>
        {samples.filter(isPlain).map((sample) => (
          <option key={String(sample)} value={String(sample)} />
        ))}
      </datalist>
    </>
  );
}

type DateValueProps = { label: string; value: Json | undefined; onChange: (value: Json) => void };

function DateValue({ label, value, onChange }: DateValueProps) {
  return (
    <Input
      aria-label={label}
      type="date"
      className="min-w-36 flex-1"
      value={typeof value === "string" ? value.slice(0, 10) : ""}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function TwoValues(props: { type: ValueType; value: Json | undefined; onChange: (value: Json) => void }) {
  const [low, high] = Array.isArray(props.value) ? props.value : [];
  const type = props.type === "date" ? "date" : "number";
  return (
    <span className="flex min-w-40 flex-1 items-center gap-1.5">
      <TypedField label="From" type={type} value={low} samples={[]} onChange={(v) => props.onChange([v, high ?? ""])} />
      <span className="text-muted-foreground text-xs">and</span>
      <TypedField label="To" type={type} value={high} samples={[]} onChange={(v) => props.onChange([low ?? "", v])} />
    </span>
  );
}

function ListValue(props: {
  type: ValueType;
  value: Json | undefined;
  samples: readonly Json[];
  onChange: (v: Json) => void;
}) {
  const [text, setText] = useState("");
  const values = Array.isArray(props.value) ? props.value : [];
  const type = props.type === "number" ? "number" : "text";
  const add = () => {
    const typed = text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== "")
      .map((part) => parseTyped(part, type));
    if (typed.length > 0) props.onChange([...new Set([...values, ...typed])]);
    setText("");
  };
  return (
    <div className="flex min-w-40 flex-1 flex-col gap-1.5">
      <div className="flex flex-wrap gap-1">
        {values.map((value, index) => (
          <Badge key={textOf(value)} tone="outline">
            {textOf(value)}
            <button
              type="button"
              aria-label={`Remove ${textOf(value)}`}
              onClick={() => props.onChange(values.filter((_, i) => i !== index))}
            >
              <X />
            </button>
          </Badge>
        ))}
      </div>
      <Input
        aria-label="Add a value"
        placeholder="Type a value, then Enter"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          add();
        }}
      />
    </div>
  );
}

function isPlain(value: Json): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
