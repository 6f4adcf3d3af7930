import { Eye } from "lucide-react";
import type { ReactNode } from "react";

/** Under the header of an editor, for whoever may only look: why nothing can be changed here, and what can be done all the same. */
export function ReadOnlyLine({ children }: { children: ReactNode }) {
  return (
    <p className="flex items-start gap-2 border-info/30 border-b bg-info-soft px-4 py-1.5 text-info-text text-xs">
      <Eye className="mt-px size-3.5 shrink-0" aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}
