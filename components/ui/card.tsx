import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export type CardProps = Omit<ComponentProps<"section">, "title"> & {
  title?: ReactNode;
  description?: ReactNode;
  /** buttons at the right of the title */
  actions?: ReactNode;
  /** no padding around the content: tables and lists that go to the edge */
  flush?: boolean;
};

export function Card({ title, description, actions, flush, className, children, ...props }: CardProps) {
  return (
    <section
      className={cn("min-w-0 overflow-clip rounded-xl border border-border bg-card shadow-xs", className)}
      {...props}
    >
      {title || actions ? (
        <header className="flex flex-wrap items-center justify-between gap-x-4 sm:flex-nowrap gap-y-2 px-5 pt-4 pb-1">
          <div className="min-w-0 flex-1 max-sm:basis-56">
            {title ? <h2 className="font-semibold text-[0.9375rem] tracking-tight">{title}</h2> : null}
            {description ? <p className="text-muted-foreground text-[0.8125rem]">{description}</p> : null}
          </div>
          {actions ? <div className="flex shrink-0 items-center gap-2">{actions}</div> : null}
        </header>
      ) : null}
      <div className={cn(flush ? (title || actions ? "pt-2" : "") : "p-5", title && !flush && "pt-3")}>{children}</div>
    </section>
  );
}
