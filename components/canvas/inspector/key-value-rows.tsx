"use client";

import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";

export type KeyValueRow = { key: string; value: string };

const boxed = "items-start rounded-lg border border-border bg-card p-2";

type KeyValueRowsProps = {
  rows: readonly KeyValueRow[];
  onChange: (rows: KeyValueRow[]) => void;
  addLabel: string;
  label: string;
  error: string | undefined;
  help: string | undefined;
  renderKey: (row: KeyValueRow, change: (key: string) => void, index: number) => ReactNode;
  renderValue: (row: KeyValueRow, change: (value: string) => void, index: number) => ReactNode;
  /** name and value beside each other: where both are short */
  beside?: boolean;
};

/**
 * Editing of an object as rows. A row without a key is kept here until it has one, because an object cannot hold it; so are two
 * rows that name the same key.
 */
export function KeyValueRows(props: KeyValueRowsProps) {
  const [draft, setDraft] = useState<KeyValueRow[]>();
  const rows = draft ?? [...props.rows];
  const commit = (next: KeyValueRow[]) => {
    const complete = next.filter((row) => row.key !== "");
    const unique = new Set(complete.map((row) => row.key)).size === next.length;
    setDraft(unique ? undefined : next);
    props.onChange(complete);
  };
  const twice = rows.find(({ key }, i) => key !== "" && rows.findIndex((row) => row.key === key) !== i)?.key;
  const replace = (index: number, row: KeyValueRow) => commit(rows.map((r, i) => (i === index ? row : r)));
  return (
    <section className="flex flex-col gap-1.5" aria-label={props.label}>
      <h3 className="font-medium text-[0.8125rem]">{props.label}</h3>
      {props.help ? <p className="text-muted-foreground text-xs">{props.help}</p> : null}
      <ul className="flex flex-col gap-2">
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place while its key is being typed
          <li key={index} className={cn("flex gap-1.5", props.beside ? "items-center" : boxed)}>
            <div className={cn("min-w-0 flex-1 gap-1.5", props.beside ? "grid grid-cols-2" : "flex flex-col")}>
              {props.renderKey(row, (key) => replace(index, { ...row, key }), index)}
              {props.renderValue(row, (value) => replace(index, { ...row, value }), index)}
            </div>
            <IconButton
              label={`Remove ${row.key || "this row"}`}
              size="icon-xs"
              onClick={() => commit(rows.filter((_, i) => i !== index))}
            >
              <X />
            </IconButton>
          </li>
        ))}
      </ul>
      <Button variant="outline" size="xs" className="w-fit" onClick={() => setDraft([...rows, { key: "", value: "" }])}>
        <Plus /> {props.addLabel}
      </Button>
      {twice === undefined ? null : (
        <p role="alert" className="text-warning-text text-xs">
          “{twice}” stands here twice; only the last one is kept.
        </p>
      )}
      {props.error ? (
        <p role="alert" className="text-danger-text text-xs">
          {props.error}
        </p>
      ) : null}
    </section>
  );
}
