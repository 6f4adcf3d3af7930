"use client";

import { ChevronDown } from "lucide-react";
import * as RadixPopover from "radix-ui/popover";
import { lazy, Suspense, useState } from "react";
import { cn } from "./cn";
import type { ComboboxOption } from "./combobox-list";
import { controlClasses } from "./control-classes";
import { Spinner } from "./spinner";

/** The searchable list arrives when the box is first opened. */
const ComboboxList = lazy(async () => ({ default: (await import("./combobox-list")).ComboboxList }));

export type ComboboxProps = {
  value: string | undefined;
  onValueChange: (value: string) => void;
  options: readonly ComboboxOption[];
  /** what the button says for the value; default: the label of the option with this value, else the value itself */
  display?: string;
  placeholder?: string;
  searchPlaceholder?: string;
  emptyText?: string;
  /** asks for options as one types; the given options are then taken as already filtered */
  onSearch?: (text: string) => void;
  loading?: boolean;
  /** allow a value that is not in the list: what was typed is offered as the last entry */
  allowCustom?: boolean;
  disabled?: boolean;
  className?: string;
  id?: string;
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
};

/** One of many, searched by typing; options may come from the server. */
export function Combobox({
  value,
  onValueChange,
  options,
  display,
  placeholder = "Choose…",
  searchPlaceholder = "Search…",
  emptyText = "Nothing found.",
  onSearch,
  loading,
  allowCustom,
  disabled,
  className,
  ...trigger
}: ComboboxProps) {
  const [open, setOpen] = useState(false);
  const shown = display ?? options.find((option) => option.value === value)?.label ?? value;
  return (
    <RadixPopover.Root open={open} onOpenChange={setOpen}>
      <RadixPopover.Trigger asChild>
        <button
          type="button"
          role="combobox"
          aria-expanded={open}
          aria-haspopup="dialog"
          disabled={disabled}
          className={cn(controlClasses, "inline-flex h-9 items-center justify-between gap-2 px-3 text-left", className)}
          {...trigger}
        >
          <span className={cn("truncate", !shown && "text-muted-foreground")}>{shown || placeholder}</span>
          <ChevronDown className="size-4 shrink-0 text-muted-foreground" aria-hidden="true" />
        </button>
      </RadixPopover.Trigger>
      <RadixPopover.Portal>
        <RadixPopover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 w-(--radix-popover-trigger-width) min-w-60 animate-in overflow-hidden rounded-lg border border-border bg-popover text-popover-foreground shadow-lg"
        >
          <Suspense
            fallback={
              <div className="flex justify-center p-4">
                <Spinner />
              </div>
            }
          >
            <ComboboxList
              value={value}
              options={options}
              searchPlaceholder={searchPlaceholder}
              emptyText={emptyText}
              {...(onSearch ? { onSearch } : {})}
              loading={loading ?? false}
              allowCustom={allowCustom ?? false}
              onSelect={(next) => {
                onValueChange(next);
                setOpen(false);
              }}
            />
          </Suspense>
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  );
}
