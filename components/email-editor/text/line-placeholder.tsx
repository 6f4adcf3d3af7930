import { cn } from "@/components/ui/cn";
import type { LineFieldProps } from "./line-field";

/** What stands in an empty line. In a mail in the mail's own colour: it may be quiet already, so slanted letters tell it from what is written. */
export function LinePlaceholder({ value, placeholder, style }: LineFieldProps) {
  if (value !== "" || !placeholder) return null;
  return (
    <span
      aria-hidden="true"
      className={cn("pointer-events-none absolute inset-0 truncate italic", !style && "text-muted-foreground")}
    >
      {placeholder}
    </span>
  );
}
