"use client";

import { Braces } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ComboboxList } from "@/components/ui/combobox-list";
import { Popover } from "@/components/ui/popover";
import { chipSource, splitChips, type Variable } from "./text/liquid-line";
import { useVariables } from "./use-variables";

/** Fallbacks that nearly everybody would write. */
const usualFallback: Record<string, string> = { first_name: "there" };

/** The chip for what was picked or typed: a path, or the inside of braces with a default of its own. */
export function usualVariable(typed: string): Variable {
  const inside = typed.replace(/^[\s{]+|[\s}]+$/g, "");
  const piece = splitChips(`{{ ${inside} }}`)[0];
  const written = piece && "path" in piece ? piece : { path: inside, fallback: "" };
  return { path: written.path, fallback: written.fallback || (usualFallback[written.path] ?? "") };
}

/** The list of what is known, searchable, with sample values; any other path can be typed. */
export function VariableList({ onPick }: { onPick: (variable: Variable) => void }) {
  const variables = useVariables();
  return (
    <ComboboxList
      value={undefined}
      options={variables.map(({ path, label, group, sample }) => ({
        value: path,
        label: label === path ? path : `${label}`,
        group,
        keywords: [path, label],
        ...(sample ? { help: `e.g. ${sample}` } : {}),
      }))}
      onSelect={(path) => onPick(usualVariable(path))}
      searchPlaceholder="Search, or type a path"
      emptyText="Type a path such as event.total"
      loading={false}
      allowCustom
    />
  );
}

/** A button that opens the list and gives the Liquid to insert. */
export function VariableButton({ onPick, label = "Insert" }: { onPick: (liquid: string) => void; label?: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label="Insert a variable"
      align="end"
      className="overflow-hidden p-0"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="ghost" size="xs">
          <Braces /> {label}
        </Button>
      }
    >
      <VariableList
        onPick={(variable) => {
          setOpen(false);
          onPick(chipSource(variable));
        }}
      />
    </Popover>
  );
}
