"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { FieldProps } from "./field-props";
import { FieldSection } from "./field-section";

/** Dates as a list of tags: typed one by one or several at once. */
export function DatesField({ field, value, onChange, error }: FieldProps<"dates">) {
  const [text, setText] = useState("");
  const dates = Array.isArray(value) ? value.filter((date) => typeof date === "string") : [];
  const add = () => {
    const typed = text.split(/[\s,;]+/).filter((part) => part !== "");
    if (typed.length > 0) onChange([...new Set([...dates, ...typed])].sort());
    setText("");
  };
  return (
    <FieldSection label={field.label} help={field.help} error={error}>
      {dates.length > 0 ? (
        <ul className="flex flex-wrap gap-1">
          {dates.map((date) => (
            <li key={date}>
              <Badge tone="outline">
                {date}
                <button
                  type="button"
                  aria-label={`Remove ${date}`}
                  onClick={() => {
                    const rest = dates.filter((other) => other !== date);
                    onChange(rest.length > 0 ? rest : undefined);
                  }}
                >
                  <X />
                </button>
              </Badge>
            </li>
          ))}
        </ul>
      ) : null}
      <span className="flex gap-1.5">
        <Input
          aria-label={`${field.label}: a date`}
          placeholder="2026-12-24"
          className="h-8"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            add();
          }}
          onBlur={add}
        />
        <Button variant="outline" size="xs" className="h-8" onClick={add}>
          <Plus /> Add
        </Button>
      </span>
    </FieldSection>
  );
}
