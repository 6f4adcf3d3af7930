"use client";

import * as Slot from "radix-ui/slot";
import { type ReactNode, useId } from "react";
import { cn } from "./cn";
import { useControlProblem } from "./form-context";
import { Label } from "./label";

export type FieldProps = {
  label: ReactNode;
  help?: ReactNode;
  error?: string | undefined;
  /** shown beside the label, e.g. "Optional" */
  hint?: ReactNode;
  /** the label stays for screen readers only */
  hideLabel?: boolean;
  className?: string;
  /** one control; it receives id, aria-describedby and aria-invalid */
  children: ReactNode;
};

/** A control with its label, help and error, tied together for assistive technology. What its Form finds wrong with it stands here, too. */
export function Field({ label, help, error: given, hint, hideLabel, className, children }: FieldProps) {
  const id = useId();
  const error = useControlProblem(id, given);
  const describedBy = [help ? `${id}-help` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={cn("flex flex-col gap-1.5", className)}>
      <div className={cn("flex items-baseline justify-between gap-2", hideLabel && "sr-only")}>
        <Label htmlFor={id}>{label}</Label>
        {hint ? <span className="text-muted-foreground text-xs">{hint}</span> : null}
      </div>
      <Slot.Root id={id} aria-describedby={describedBy || undefined} aria-invalid={error ? true : undefined}>
        {children}
      </Slot.Root>
      {help ? (
        <p id={`${id}-help`} className="text-muted-foreground text-xs">
          {help}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="text-danger-text text-xs" role="alert">
          {error}
        </p>
      ) : null}
    </div>
  );
}
