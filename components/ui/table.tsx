import type { ComponentProps } from "react";
import { cn } from "./cn";

/** `label` names the table. It scrolls sideways inside its own box, never the page, also with what only screen readers hear in it. */
export function Table({ label, className, ...props }: ComponentProps<"table"> & { label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className="relative w-full overflow-x-auto" aria-label={label} tabIndex={0}>
      <table aria-label={label} className={cn("w-full border-collapse text-left text-sm", className)} {...props} />
    </section>
  );
}

export function TableHead({ className, ...props }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      className={cn(
        "whitespace-nowrap border-border border-b px-4 py-2 font-medium text-muted-foreground text-xs first:pl-5 last:pr-5",
        className,
      )}
      {...props}
    />
  );
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return (
    <tr className={cn("border-border border-b last:border-b-0 [tbody_&]:hover:bg-muted/50", className)} {...props} />
  );
}

export function TableCell({ className, ...props }: ComponentProps<"td">) {
  return <td className={cn("px-4 py-2.5 align-middle first:pl-5 last:pr-5", className)} {...props} />;
}
