"use client";

import { Braces } from "lucide-react";
import { useMemo, useState } from "react";
import { ConditionContext } from "@/components/conditions/condition-context";
import { useKnownPaths } from "@/components/conditions/use-known-paths";
import { Button } from "@/components/ui/button";
import { ComboboxList } from "@/components/ui/combobox-list";
import { Popover } from "@/components/ui/popover";

type VariableMenuProps = { events: readonly string[]; onInsert: (liquid: string) => void };

/** Inserts `{{ first_name }}` and the like. */
export function VariableMenu({ events, onInsert }: VariableMenuProps) {
  const [open, setOpen] = useState(false);
  const surroundings = useMemo(() => ({ scope: "any" as const, events, steps: [] }), [events]);
  return (
    <Popover
      label="Insert a variable"
      align="end"
      className="p-0"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="ghost" size="xs">
          <Braces /> Insert
        </Button>
      }
    >
      <ConditionContext value={surroundings}>
        <Variables
          onSelect={(path) => {
            setOpen(false);
            onInsert(path === "first_name" ? '{{ first_name | default: "there" }}' : `{{ ${path} }}`);
          }}
        />
      </ConditionContext>
    </Popover>
  );
}

function Variables({ onSelect }: { onSelect: (path: string) => void }) {
  const paths = useKnownPaths();
  return (
    <ComboboxList
      value={undefined}
      options={paths.map((p) => ({ value: p.path, label: p.label, group: p.group, keywords: [p.path] }))}
      onSelect={onSelect}
      searchPlaceholder="Search what is known"
      emptyText="Type a path such as event.total"
      loading={false}
      allowCustom
    />
  );
}
