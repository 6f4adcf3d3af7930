"use client";

import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { Json, JsonObject } from "@/lib/journey/json";
import { moved } from "./arm-list";
import { ArmName } from "./arm-name";
import type { PortRename } from "./field-props";
import { moveWithFocus } from "./move-with-focus";

type ArmRowsProps = {
  arms: readonly JsonObject[];
  /** the property that names the exit */
  keyName: "key" | "port";
  label: string;
  help: string | undefined;
  error: string | undefined;
  addLabel: string;
  /** fewer than this cannot be removed */
  min: number;
  newArm: () => JsonObject;
  onChange: (arms: Json, rename?: PortRename) => void;
  /** what stands beside the name */
  beside?: (arm: JsonObject, change: (arm: JsonObject) => void, index: number) => ReactNode;
  /** what stands under the name */
  below?: (arm: JsonObject, change: (arm: JsonObject) => void, index: number) => ReactNode;
};

/**
 * A reorderable list of named exits. An arm keeps its key for ever and carries its name as a label, so its edges cannot be lost; an
 * awaited event is named by its port, and a rename tells the canvas, so that the edges follow.
 */
export function ArmRows(props: ArmRowsProps) {
  const { arms, keyName, onChange } = props;
  const keys = arms.map((arm) => text(arm[keyName]));
  const names = arms.map((arm, index) =>
    keyName === "key" && text(arm.label) ? text(arm.label) : (keys[index] ?? ""),
  );
  const replace = (index: number, arm: JsonObject) => onChange(arms.map((a, i) => (i === index ? arm : a)));
  return (
    <section className="flex flex-col gap-1.5" aria-label={props.label}>
      <h3 className="font-medium text-[0.8125rem]">{props.label}</h3>
      {props.help ? <p className="text-muted-foreground text-xs">{props.help}</p> : null}
      <ol className="flex flex-col gap-2">
        {arms.map((arm, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an exit may be renamed while it is edited; its place is what stays
          <li key={index} className="flex min-w-0 flex-col gap-2 rounded-lg border border-border bg-card p-2">
            <div className="flex items-start gap-1">
              <ArmName
                keys={names}
                index={index}
                label={`Name of exit ${index + 1}`}
                onRename={(name) => {
                  if (keyName === "key") replace(index, { ...arm, label: name });
                  else onChange(withKey(arms, index, name), { from: keys[index] ?? "", to: name });
                }}
              />
              {props.beside?.(arm, (next) => replace(index, next), index)}
              <IconButton
                label={`Move ${names[index]} up`}
                size="icon-xs"
                disabled={index === 0}
                data-move={-1}
                onClick={(event) => {
                  moveWithFocus(event.currentTarget.closest("li"), -1);
                  onChange(moved(arms, index, index - 1));
                }}
              >
                <ArrowUp />
              </IconButton>
              <IconButton
                label={`Move ${names[index]} down`}
                size="icon-xs"
                disabled={index === arms.length - 1}
                data-move={1}
                onClick={(event) => {
                  moveWithFocus(event.currentTarget.closest("li"), 1);
                  onChange(moved(arms, index, index + 1));
                }}
              >
                <ArrowDown />
              </IconButton>
              <IconButton
                label={`Remove ${names[index]}`}
                size="icon-xs"
                disabled={arms.length <= props.min}
                onClick={() => onChange(arms.filter((_, i) => i !== index))}
              >
                <X />
              </IconButton>
            </div>
            {props.below?.(arm, (next) => replace(index, next), index)}
          </li>
        ))}
      </ol>
      <Button variant="outline" size="xs" className="w-fit" onClick={() => onChange([...arms, props.newArm()])}>
        <Plus /> {props.addLabel}
      </Button>
      {props.error ? (
        <p role="alert" className="text-danger-text text-xs">
          {props.error}
        </p>
      ) : null}
    </section>
  );
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function withKey(arms: readonly JsonObject[], index: number, port: string): JsonObject[] {
  return arms.map((arm, i) => (i === index ? { ...arm, port } : arm));
}
