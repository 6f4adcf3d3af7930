import type { ReactNode } from "react";
import { cn } from "./cn";

/** The column a page's content stands in. Canvas-like pages go without. */
export function PageBody({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div className={cn("mx-auto flex w-full max-w-6xl flex-col gap-6 px-4 py-6 sm:px-8 sm:py-8", className)}>
      {children}
    </div>
  );
}
