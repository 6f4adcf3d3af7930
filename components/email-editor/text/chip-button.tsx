"use client";

import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { mayBeEmpty } from "@/lib/email/may-be-empty";
import { useVariables } from "../use-variables";
import type { Variable } from "./liquid-line";

type ChipButtonProps = ComponentProps<"button"> & Variable & { selected?: boolean };

/** The face of a variable in a text: its name, and the word for people who have nothing at it. */
export function ChipButton({ path, fallback, selected = false, ...rest }: ChipButtonProps) {
  const known = useVariables().find((variable) => variable.path === path);
  const lacking = fallback === "" && mayBeEmpty(path);
  return (
    <button
      type="button"
      data-variable={path}
      title={lacking ? "No word for people who have nothing here" : undefined}
      {...rest}
      className={cn(
        "mx-px inline-flex max-w-full items-baseline rounded-[0.3em] px-[0.35em] align-baseline font-[inherit] text-[#1b4596] text-[0.94em] leading-[1.35] hover:bg-[#cfe0ff]",
        lacking ? "bg-[#fdf0d5]" : "bg-[#e0ecff]",
        selected && "ring-2 ring-[#2f5bea]",
      )}
    >
      <span className="truncate">{known?.label ?? path}</span>
      {fallback ? <span className="ml-[0.35em] truncate text-[#46629b] text-[0.85em]">or “{fallback}”</span> : null}
    </button>
  );
}
