import type { ReactNode } from "react";

export type PageHeaderProps = {
  title: ReactNode;
  description?: ReactNode;
  /** above the title: where this page hangs */
  breadcrumb?: ReactNode;
  actions?: ReactNode;
};

/** The h1 of a page with its actions. Every page has exactly one. */
export function PageHeader({ title, description, breadcrumb, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        {breadcrumb ? <div className="mb-1 text-muted-foreground text-[0.8125rem]">{breadcrumb}</div> : null}
        <h1 className="text-balance font-semibold text-2xl tracking-tight">{title}</h1>
        {description ? <p className="mt-1 max-w-2xl text-muted-foreground">{description}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}
