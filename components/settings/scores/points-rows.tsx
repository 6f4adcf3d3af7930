"use client";

import { Plus, Trash2 } from "lucide-react";
import { useId } from "react";
import { EventPicker } from "@/components/pickers/event-picker";
import { Button } from "@/components/ui/button";
import { useControlProblem } from "@/components/ui/form-context";
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
  return (
    <div className="flex flex-col gap-2">
      <ul aria-label={label} className="flex flex-col gap-2">
        {rows.map((row, i) => (
          <Row
            key={row.key}
            row={row}
            place={i + 1}
            error={error(row.event)}
            onChange={(part) => onChange(rows.map((other) => (other === row ? { ...row, ...part } : other)))}
            onRemove={() => onChange(rows.filter((other) => other !== row))}
          />
        ))}
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

type RowProps = {
  row: PointsRow;
  /** its place in the list, from 1 */
  place: number;
  error: string | undefined;
  onChange: (part: Partial<PointsRow>) => void;
  onRemove: () => void;
};

function Row({ row: { event, points }, place, error, onChange, onRemove }: RowProps) {
  const id = useId();
  const wrong = useControlProblem(id, error);
  const name = event || `Event ${place}`;
  return (
    <li className="flex flex-col gap-1.5">
      <div className="grid grid-cols-[minmax(0,1fr)_5rem_auto] items-center gap-2">
        <EventPicker aria-label={`Event ${place}`} value={event} onChange={(next) => onChange({ event: next })} />
        <Input
          id={id}
          aria-label={`Points for ${name}`}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={wrong ? `${id}-error` : undefined}
          inputMode="decimal"
          required
          value={points}
          onChange={({ currentTarget }) => onChange({ points: currentTarget.value })}
        />
        <IconButton label={`Remove ${name}`} onClick={onRemove}>
          <Trash2 aria-hidden="true" />
        </IconButton>
      </div>
      {wrong ? (
        <p id={`${id}-error`} role="alert" className="text-danger-text text-xs">
          {wrong}
        </p>
      ) : null}
    </li>
  );
}
