import type { ComponentProps } from "react";
import { cn } from "./cn";

export type LabelProps = Omit<ComponentProps<"label">, "htmlFor"> & { htmlFor: string };

/** For a control that cannot stand in a Field. */
export function Label({ className, htmlFor, children, ...props }: LabelProps) {
  return (
    <label htmlFor={htmlFor} className={cn("font-medium text-[0.8125rem] text-foreground", className)} {...props}>
      {children}
    </label>
  );
}
