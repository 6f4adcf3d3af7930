"use client";

import { Check, ChevronDown } from "lucide-react";
import * as RadixSelect from "radix-ui/select";
import { cn } from "./cn";
import { controlClasses } from "./control-classes";

export type SelectOption = { value: string; label: string; help?: string; disabled?: boolean };

export type SelectProps = {
  value: string | undefined;
  onValueChange: (value: string) => void;
  options: readonly SelectOption[];
  placeholder?: string;
  disabled?: boolean;
  className?: string;
  size?: "sm" | "md";
  id?: string;
  name?: string;
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
};

/** One of a short list. For long or searched lists take Combobox. Option values must not be empty. */
export function Select({
  value,
  onValueChange,
  options,
  placeholder = "Choose…",
  disabled,
  className,
  size = "md",
  name,
  ...trigger
}: SelectProps) {
  return (
    <RadixSelect.Root value={value ?? ""} onValueChange={onValueChange} disabled={disabled} name={name}>
      <RadixSelect.Trigger
        className={cn(
          controlClasses,
          "inline-flex items-center justify-between gap-2 px-3 data-[placeholder]:text-muted-foreground [&>span]:truncate",
          size === "sm" ? "h-8" : "h-9",
          className,
        )}
        {...trigger}
      >
        {/* said here and not by the list, which comes only when the browser draws it */}
        <RadixSelect.Value placeholder={placeholder}>
          {options.find((option) => option.value === value)?.label}
        </RadixSelect.Value>
        <ChevronDown className="size-4 shrink-0 text-muted-foreground" aria-hidden="true" />
      </RadixSelect.Trigger>
      <RadixSelect.Portal>
        <RadixSelect.Content
          position="popper"
          sideOffset={4}
          className="z-50 max-h-80 min-w-(--radix-select-trigger-width) animate-in overflow-hidden rounded-lg border border-border bg-popover text-popover-foreground shadow-lg"
        >
          <RadixSelect.Viewport className="p-1">
            {options.map((option) => (
              <RadixSelect.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled}
                className="relative flex select-none flex-col rounded-md py-1.5 pr-8 pl-2.5 text-sm outline-none data-[disabled]:opacity-50 data-[highlighted]:bg-accent"
              >
                <RadixSelect.ItemText>{option.label}</RadixSelect.ItemText>
                {option.help ? <span className="text-muted-foreground text-xs">{option.help}</span> : null}
                <RadixSelect.ItemIndicator className="absolute top-2 right-2">
                  <Check className="size-4 text-primary-text" aria-hidden="true" />
                </RadixSelect.ItemIndicator>
              </RadixSelect.Item>
            ))}
          </RadixSelect.Viewport>
        </RadixSelect.Content>
      </RadixSelect.Portal>
    </RadixSelect.Root>
  );
}
