"use client";

import { Plus, Trash2 } from "lucide-react";
import { EventPicker } from "@/components/pickers/event-picker";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { nextKey, type PointsRow } from "./scores-draft";

type PointsRowsProps = {
  /** names the list for assistive technology */
  label: string;
  rows: PointsRow[];
  onChange: (rows: PointsRow[]) => void;
  error: (event: string) => string | undefined;
};

/** Events and what each is worth. */
export function PointsRows({ label, rows, onChange, error }: PointsRowsProps) {
  const change = (key: string, part: Partial<PointsRow>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  return (
    <div className="flex flex-col gap-2">
      <ul aria-label={label} className="flex flex-col gap-2">
        {rows.map(({ key, event, points }, i) => {
          const name = event || `Event ${i + 1}`;
          const wrong = error(event);
          return (
            <li key={key}>
              <div className="grid grid-cols-[minmax(0,1fr)_5rem_auto] items-center gap-2">
                <EventPicker
                  aria-label={`Event ${i + 1}`}
                  value={event}
                  onChange={(next) => change(key, { event: next })}
                />
                <Input
                  aria-label={`Points for ${name}`}
                  aria-invalid={wrong ? true : undefined}
                  inputMode="decimal"
                  required
                  value={points}
                  onChange={({ currentTarget }) => change(key, { points: currentTarget.value })}
                />
                <IconButton label={`Remove ${name}`} onClick={() => onChange(rows.filter((row) => row.key !== key))}>
                  <Trash2 aria-hidden="true" />
                </IconButton>
              </div>
              {wrong ? (
                <p role="alert" className="text-danger-text text-xs">
                  {wrong}
                </p>
              ) : null}
            </li>
          );
        })}
      </ul>
      <Button
        type="button"
        variant="outline"
        size="sm"
        className="w-fit"
        onClick={() => onChange([...rows, { key: nextKey(), event: "", points: "5" }])}
      >
        <Plus aria-hidden="true" /> Add an event
      </Button>
    </div>
  );
}
