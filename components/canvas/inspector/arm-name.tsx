"use client";

import { useState } from "react";
import { Input } from "@/components/ui/input";
import { ARM_KEY_LENGTH_MAX, refuseArmKey } from "./arm-list";

type ArmNameProps = {
  keys: readonly string[];
  index: number;
  label: string;
  onRename: (key: string) => void;
};

/** The name of an exit. Kept here while it is typed, so that a half-typed name never takes the edges of another exit. */
export function ArmName({ keys, index, label, onRename }: ArmNameProps) {
  const stored = keys[index] ?? "";
  const [typed, setTyped] = useState<string>();
  const refusal = typed === undefined ? undefined : refuseArmKey(keys, index, typed.trim());
  const commit = () => {
    const key = typed?.trim();
    if (key !== undefined && key !== stored && refusal === undefined) onRename(key);
    setTyped(undefined);
  };
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1">
      <Input
        aria-label={label}
        aria-invalid={refusal ? true : undefined}
        maxLength={ARM_KEY_LENGTH_MAX}
        className="h-8"
        value={typed ?? stored}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit();
          if (event.key === "Escape" && typed !== undefined) {
            event.stopPropagation();
            setTyped(undefined);
          }
        }}
      />
      {refusal ? <p className="text-danger-text text-xs">{refusal}</p> : null}
    </div>
  );
}
