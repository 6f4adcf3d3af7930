"use client";

import type { ReactNode } from "react";
import { Button, type ButtonProps } from "./button";
import { Tooltip } from "./tooltip";

export type IconButtonProps = Omit<ButtonProps, "children" | "aria-label" | "asChild"> & {
  /** read out by screen readers and shown on hover */
  label: string;
  shortcut?: string;
  children: ReactNode;
};

/** A button that is only an icon; it always carries its name. */
export function IconButton({
  label,
  shortcut,
  children,
  variant = "ghost",
  size = "icon-sm",
  ...props
}: IconButtonProps) {
  return (
    <Tooltip content={label} shortcut={shortcut} named>
      <Button aria-label={label} variant={variant} size={size} {...props}>
        {children}
      </Button>
    </Tooltip>
  );
}
