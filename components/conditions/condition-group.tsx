"use client";

import { Braces, Plus, X } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { DropdownMenu, type MenuEntry } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { checkCondition } from "@/lib/journey/check-condition";
import type { Condition } from "@/lib/journey/condition";
import { namedFacts } from "@/lib/journey/named-facts";
import { useConditionSurroundings } from "./condition-context";
import type { ConditionGroupProps } from "./condition-group-props";
import {
  addChild,
  type GroupKind,
  groupKinds,
  leafKindsFor,
  missingIn,
  newLeaf,
  readGroup,
  removeChild,
  replaceChild,
  writeGroup,
} from "./condition-model";
import { ConditionRule } from "./condition-rule";
import { leafLabels } from "./leaf-labels";
import { UnfinishedLine, useUnfinished } from "./unfinished";

const kindLabels: Record<GroupKind, string> = {
  all: "All of these are true",
  any: "At least one is true",
  none: "None of these is true",
};
const kindOptions = groupKinds.map((kind) => ({ value: kind, label: kindLabels[kind] }));
/** Deeper than this nobody reads it; the schema allows eight. */
const NEST_MAX = 4;

export function ConditionGroup({ group, onChange, label, describedBy, depth, onRemove }: ConditionGroupProps) {
  const { scope } = useConditionSurroundings();
  const list = useRef<HTMLUListElement>(null);
  const unfinished = useUnfinished(label, depth > 1 ? missingIn(writeGroup(group)) : undefined);
  const add = (child: Condition) => {
    onChange(addChild(group, child));
    requestAnimationFrame(() => focusLastRule(list.current));
  };
  const remove = (index: number) => {
    onChange(removeChild(group, index));
    requestAnimationFrame(() => list.current?.nextElementSibling?.querySelector("button")?.focus());
  };
  const single = group.children.length < 2 && depth === 1;
  return (
    <fieldset
      {...unfinished.attributes}
      aria-describedby={describedBy}
      className={cn("flex min-w-0 flex-col gap-2", depth > 1 && "rounded-lg border border-border bg-muted/40 p-2.5")}
    >
      <legend className="sr-only">{label}</legend>
      {single && group.kind === "all" ? null : (
        <div className="flex items-center gap-1.5">
          <Select
            size="sm"
            aria-label={`${label}: how the rules combine`}
            className="w-auto"
            value={group.kind}
            options={kindOptions}
            onValueChange={(next) => {
              const kind = groupKinds.find((k) => k === next);
              if (kind) onChange({ ...group, kind });
            }}
          />
          {onRemove ? (
            <IconButton label="Remove this group" className="ml-auto" onClick={onRemove}>
              <X />
            </IconButton>
          ) : null}
        </div>
      )}
      <ul ref={list} className="flex min-w-0 flex-col gap-2">
        {group.children.map((child, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rules have no identity but their place
          <li key={index} className="min-w-0">
            <Child
              condition={child}
              label={`Rule ${index + 1}`}
              depth={depth}
              onChange={(next) => onChange(replaceChild(group, index, next))}
              onRemove={() => remove(index)}
            />
          </li>
        ))}
      </ul>
      <UnfinishedLine {...unfinished} />
      <div className="flex flex-wrap gap-1.5">
        <DropdownMenu
          trigger={
            <Button variant="outline" size="xs">
              <Plus /> Add a rule
            </Button>
          }
          items={[
            ...leafKindsFor(scope).map((kind) => ({
              label: leafLabels[kind].label,
              help: leafLabels[kind].help,
              icon: leafLabels[kind].icon,
              onSelect: () => add(newLeaf(kind, scope)),
            })),
            ...(scope === "event" ? [] : namedFactItems(add)),
          ]}
        />
        {depth < NEST_MAX && group.children.length > 0 ? (
          <Button variant="ghost" size="xs" onClick={() => add({ any: [] })}>
            <Braces /> Add a group
          </Button>
        ) : null}
      </div>
    </fieldset>
  );
}

function namedFactItems(add: (condition: Condition) => void): MenuEntry[] {
  return [
    { kind: "separator" },
    { kind: "label", label: "Facts with a name" },
    ...namedFacts.map(({ name, help, condition }) => ({ label: name, help, onSelect: () => add(condition) })),
  ];
}

type ChildProps = {
  condition: Condition;
  label: string;
  depth: number;
  onChange: (next: Condition) => void;
  onRemove: () => void;
};

function Child({ condition, label, depth, onChange, onRemove }: ChildProps) {
  const group = readGroup(condition);
  if (!group) {
    return (
      <ConditionRule
        Group={ConditionGroup}
        condition={condition}
        label={label}
        missing={missingIn(condition) ?? checkCondition(condition)[0]}
        onChange={onChange}
        onRemove={onRemove}
      />
    );
  }
  return (
    <ConditionGroup
      group={group}
      label={`${label}, a group`}
      depth={depth + 1}
      onChange={(next) => onChange(writeGroup(next))}
      onRemove={onRemove}
    />
  );
}

function focusLastRule(list: HTMLUListElement | null) {
  const rule = list?.lastElementChild;
  const control = rule?.querySelector<HTMLElement>("button, input");
  control?.focus();
}
