"use client";

import { Check, Minus } from "lucide-react";
import * as RadixCheckbox from "radix-ui/checkbox";
import type { ComponentProps } from "react";
import { cn } from "./cn";

export function Checkbox({ className, ...props }: ComponentProps<typeof RadixCheckbox.Root>) {
  return (
    <RadixCheckbox.Root
      className={cn(
        "group inline-flex size-4.5 shrink-0 items-center justify-center rounded-[5px] border border-input bg-card disabled:opacity-50 data-[state=checked]:border-primary data-[state=indeterminate]:border-primary data-[state=checked]:bg-primary data-[state=indeterminate]:bg-primary",
        className,
      )}
      {...props}
    >
      <RadixCheckbox.Indicator className="text-primary-foreground">
        <Check className="hidden size-3.5 group-data-[state=checked]:block" aria-hidden="true" strokeWidth={3} />
        <Minus className="hidden size-3.5 group-data-[state=indeterminate]:block" aria-hidden="true" strokeWidth={3} />
      </RadixCheckbox.Indicator>
    </RadixCheckbox.Root>
  );
}
