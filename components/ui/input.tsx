import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlClasses } from "./control-classes";

export function Input({ className, type = "text", readOnly, ...props }: ComponentProps<"input">) {
  return (
    <input
      type={type}
      readOnly={readOnly}
      className={cn(controlClasses, "h-9 px-3", readOnly && "bg-muted text-muted-foreground", className)}
      {...props}
    />
  );
}
