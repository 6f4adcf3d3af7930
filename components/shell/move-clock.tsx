"use client";

import { useId, useState } from "react";
import type { ClockMove } from "@/components/data/use-move-clock";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { formatMoment } from "@/components/ui/format-moment";
import { Input } from "@/components/ui/input";
import { customAdvance } from "./custom-advance";

const presets = [
  { label: "+1 hour", advance: "PT1H" },
  { label: "+1 day", advance: "P1D" },
  { label: "+3 days", advance: "P3D" },
  { label: "+1 week", advance: "P7D" },
];

export type MoveClockProps = { now: number | undefined; moving: boolean; onMove: (move: ClockMove) => void };

export function MoveClock({ now, moving, onMove }: MoveClockProps) {
  const { timezone } = useWorkspace();
  const mayMove = useMay("publish");
  return (
    <div className="flex flex-col gap-4">
      <div>
        <p className="font-semibold">Time travel</p>
        <p className="text-muted-foreground text-xs">
          It is {now === undefined ? "…" : formatMoment(now, timezone)} ({timezone}) in this sandbox. Moving the clock
          does everything that comes due on the way: waits end, emails land in the Inbox. There is no way back.
        </p>
      </div>
      {mayMove ? (
        <>
          <div className="grid grid-cols-2 gap-2">
            {presets.map((preset) => (
              <Button
                key={preset.advance}
                variant="outline"
                size="sm"
                disabled={moving}
                onClick={() => onMove({ advance: preset.advance })}
              >
                {preset.label}
              </Button>
            ))}
          </div>
          <CustomMove moving={moving} onMove={onMove} />
        </>
      ) : (
        <p className="text-muted-foreground text-xs">Your role may look at the clock but not move it.</p>
      )}
    </div>
  );
}

function CustomMove({ moving, onMove }: { moving: boolean; onMove: (move: ClockMove) => void }) {
  const form = useId();
  const [days, setDays] = useState("0");
  const [hours, setHours] = useState("0");
  const [minutes, setMinutes] = useState("0");
  const advance = customAdvance({ days: Number(days), hours: Number(hours), minutes: Number(minutes) });
  const parts = [
    { label: "Days", value: days, set: setDays, max: 365 },
    { label: "Hours", value: hours, set: setHours, max: 23 },
    { label: "Minutes", value: minutes, set: setMinutes, max: 59 },
  ];
  return (
    <Form
      id={form}
      className="flex items-start gap-2 border-border border-t pt-3"
      onSubmit={() => {
        if (advance) onMove({ advance });
      }}
    >
      {parts.map((part) => (
        <Field key={part.label} label={part.label} className="flex-1">
          <Input
            type="number"
            inputMode="numeric"
            min={0}
            max={part.max}
            value={part.value}
            onChange={(event) => part.set(event.target.value)}
            className="h-8 px-2"
          />
        </Field>
      ))}
      <Button type="submit" size="sm" className="mt-[1.6rem]" disabled={moving || advance === undefined}>
        Move
      </Button>
    </Form>
  );
}
