"use client";

import type { VariantProps } from "class-variance-authority";
import * as Slot from "radix-ui/slot";
import type { ComponentProps, MouseEvent } from "react";
import { buttonVariants } from "./button-variants";
import { cn } from "./cn";
import { Spinner } from "./spinner";

export type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof buttonVariants> & {
    /** dress the child (a link) as a button */
    asChild?: boolean;
    /** shows a spinner and refuses clicks; the label stays, so the width does not jump, and so does the focus */
    loading?: boolean;
  };

/** Neither a click nor the Enter of a form: what was asked for is under way. */
const refuse = (event: MouseEvent) => event.preventDefault();

export function Button({
  className,
  variant,
  size,
  asChild,
  loading,
  disabled,
  children,
  type,
  onClick,
  ...props
}: ButtonProps) {
  const classes = cn(buttonVariants({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} onClick={onClick} {...props}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type={type ?? "button"}
      className={classes}
      disabled={disabled}
      aria-busy={loading || undefined}
      aria-disabled={loading || undefined}
      onClick={loading ? refuse : onClick}
      {...props}
    >
      {loading ? <Spinner className="size-4" label="" /> : null}
      {children}
    </button>
  );
}
