"use client";

import { Command } from "cmdk";
import { Check, Plus } from "lucide-react";
import { useState } from "react";
import { Spinner } from "./spinner";

export type ComboboxOption = {
  value: string;
  label: string;
  /** a second, quieter line */
  help?: string;
  group?: string;
  /** further words that find it */
  keywords?: string[];
};

export type ComboboxListProps = {
  value: string | undefined;
  options: readonly ComboboxOption[];
  onSelect: (value: string) => void;
  searchPlaceholder: string;
  emptyText: string;
  onSearch?: (text: string) => void;
  loading: boolean;
  allowCustom: boolean;
};

/** Value of the row that takes what was typed: the same for every text, so that it stays marked while one types. */
const CUSTOM = "\u0001typed";

/** The list inside a Combobox: also useful alone, inside a popover or panel of one's own. */
export function ComboboxList(props: ComboboxListProps) {
  const [search, setSearch] = useState("");
  const typed = search.trim();
  const custom = props.allowCustom && typed !== "" && !props.options.some((option) => option.value === typed);
  const [marked, setMarked] = useState("");
  const rows = [...props.options.map((option) => option.value), ...(custom ? [CUSTOM] : [])];
  // Rows that come from the server come after cmdk has marked its first: without this Enter would take nothing.
  const mark = { value: rows.includes(marked) ? marked : (rows[0] ?? ""), onValueChange: setMarked };
  const groups = Map.groupBy(props.options, (option) => option.group ?? "");
  return (
    <Command shouldFilter={!props.onSearch} {...(props.onSearch ? mark : {})} loop className="flex flex-col">
      <Command.Input
        autoFocus
        value={search}
        onValueChange={(text) => {
          setSearch(text);
          props.onSearch?.(text);
        }}
        placeholder={props.searchPlaceholder}
        aria-label={props.searchPlaceholder}
        className="h-10 w-full border-border border-b bg-transparent px-3 text-sm outline-none max-sm:text-base"
      />
      <Command.List className="max-h-72 overflow-y-auto p-1">
        {props.loading ? (
          <Command.Loading>
            <div className="flex justify-center p-3">
              <Spinner />
            </div>
          </Command.Loading>
        ) : null}
        {!props.loading && !custom ? (
          <Command.Empty className="px-3 py-4 text-center text-muted-foreground text-sm">
            {props.emptyText}
          </Command.Empty>
        ) : null}
        {[...groups].map(([group, options]) => (
          <Command.Group
            key={group}
            {...(group ? { heading: group } : {})}
            className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-muted-foreground [&_[cmdk-group-heading]]:text-xs"
          >
            {options.map((option) => (
              <Row
                key={option.value}
                option={option}
                current={option.value === props.value}
                onSelect={props.onSelect}
              />
            ))}
          </Command.Group>
        ))}
        {custom ? (
          <Command.Item forceMount value={CUSTOM} onSelect={() => props.onSelect(typed)} className={rowClasses}>
            <Plus className="size-4" aria-hidden="true" />
            Use “{typed}”
          </Command.Item>
        ) : null}
      </Command.List>
    </Command>
  );
}

const rowClasses =
  "flex items-center gap-2 rounded-md px-2.5 py-1.5 text-sm data-[selected=true]:bg-accent cursor-pointer";

function Row(props: { option: ComboboxOption; current: boolean; onSelect: (value: string) => void }) {
  const { option } = props;
  return (
    <Command.Item
      value={option.value}
      keywords={[option.label, ...(option.keywords ?? [])]}
      onSelect={() => props.onSelect(option.value)}
      className={rowClasses}
    >
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate">{option.label}</span>
        {option.help ? <span className="truncate text-muted-foreground text-xs">{option.help}</span> : null}
      </span>
      {props.current ? <Check className="size-4 shrink-0 text-primary-text" aria-label="current" /> : null}
    </Command.Item>
  );
}
