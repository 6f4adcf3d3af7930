import type { ReactNode } from "react";
import { cn } from "./cn";

export type EmptyStateProps = {
  icon?: ReactNode;
  title: string;
  /** one sentence: what will be here and why one wants it */
  description?: ReactNode;
  /** the one thing to do */
  action?: ReactNode;
  /** an example, e.g. a snippet of code */
  children?: ReactNode;
  className?: string;
};

export function EmptyState({ icon, title, description, action, children, className }: EmptyStateProps) {
  return (
    <div
      className={cn(
        "flex flex-col items-center gap-3 rounded-xl border border-border border-dashed px-6 py-12 text-center",
        className,
      )}
    >
      {icon ? (
        <div
          aria-hidden="true"
          className="flex size-11 items-center justify-center rounded-full bg-primary-soft text-primary-text [&_svg]:size-5"
        >
          {icon}
        </div>
      ) : null}
      <h2 className="font-semibold text-base">{title}</h2>
      {description ? <p className="max-w-md text-balance text-muted-foreground">{description}</p> : null}
      {action ? <div className="mt-1 flex flex-wrap justify-center gap-2">{action}</div> : null}
      {children ? <div className="mt-3 w-full max-w-2xl text-left">{children}</div> : null}
    </div>
  );
}
