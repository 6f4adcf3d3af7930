"use client";

import * as RadixRadioGroup from "radix-ui/radio-group";
import { useId } from "react";
import { cn } from "./cn";

export type RadioOption = { value: string; label: string; help?: string; disabled?: boolean };

export type RadioGroupProps = {
  value: string;
  onValueChange: (value: string) => void;
  options: readonly RadioOption[];
  "aria-label"?: string;
  "aria-labelledby"?: string;
  id?: string;
  disabled?: boolean;
  className?: string;
};

/** One of a few, all visible, each with room for a line of explanation. */
export function RadioGroup({ options, className, ...props }: RadioGroupProps) {
  const id = useId();
  return (
    <RadixRadioGroup.Root className={cn("flex flex-col gap-2", className)} {...props}>
      {options.map((option) => (
        <label
          key={option.value}
          htmlFor={`${id}-${option.value}`}
          className="flex items-start gap-3 rounded-lg border border-border bg-card p-3 has-[[data-state=checked]]:border-primary has-[[data-state=checked]]:bg-primary-soft/50"
        >
          <RadixRadioGroup.Item
            id={`${id}-${option.value}`}
            value={option.value}
            disabled={option.disabled}
            className="mt-0.5 inline-flex size-4 shrink-0 items-center justify-center rounded-full border border-input bg-card data-[state=checked]:border-primary"
          >
            <RadixRadioGroup.Indicator className="size-2 rounded-full bg-primary" />
          </RadixRadioGroup.Item>
          <span className="flex flex-col">
            <span className="font-medium">{option.label}</span>
            {option.help ? <span className="text-muted-foreground text-xs">{option.help}</span> : null}
          </span>
        </label>
      ))}
    </RadixRadioGroup.Root>
  );
}
