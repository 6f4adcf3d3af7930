import type { ReactNode } from "react";

/** The buttons in the lower left corner of a canvas. */
export function CanvasToolbar({ children }: { children: ReactNode }) {
  return (
    <div
      role="toolbar"
      aria-label="View"
      className="absolute bottom-3 left-3 flex items-center gap-0.5 rounded-lg border border-border bg-card p-1 shadow-sm"
    >
      {children}
    </div>
  );
}
