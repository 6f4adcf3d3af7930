"use client";

import type { MouseEvent, ReactNode } from "react";
import { Button, type ButtonProps } from "./button";
import { Tooltip } from "./tooltip";

export type IconButtonProps = Omit<ButtonProps, "children" | "aria-label" | "asChild"> & {
  /** read out by screen readers and shown on hover */
  label: string;
  shortcut?: string;
  children: ReactNode;
};

const refuse = (event: MouseEvent) => event.preventDefault();

/**
 * A button that is only an icon; it always carries its name. A disabled one can still have the focus, so that nobody loses it who has
 * just pressed it for the last time ("Next", "Move up").
 */
export function IconButton({
  label,
  shortcut,
  children,
  variant = "ghost",
  size = "icon-sm",
  disabled,
  onClick,
  ...props
}: IconButtonProps) {
  return (
    <Tooltip content={label} shortcut={shortcut} named>
      <Button
        aria-label={label}
        variant={variant}
        size={size}
        {...(disabled ? { "aria-disabled": true } : {})}
        onClick={disabled ? refuse : onClick}
        {...props}
      >
        {children}
      </Button>
    </Tooltip>
  );
}
