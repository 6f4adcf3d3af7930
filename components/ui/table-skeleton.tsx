import { Skeleton } from "./skeleton";

const rows = ["a", "b", "c", "d", "e", "f"];

/** A list that is on its way. */
export function TableSkeleton({ label }: { label: string }) {
  return (
    <div role="status" className="flex flex-col gap-px overflow-hidden rounded-xl border border-border bg-card">
      <span className="sr-only">{label}</span>
      {rows.map((row) => (
        <div key={row} className="flex items-center gap-4 px-5 py-3.5">
          <Skeleton className="size-8 rounded-full" />
          <Skeleton className="h-3.5 w-40" />
          <Skeleton className="ml-auto h-3.5 w-24" />
        </div>
      ))}
    </div>
  );
}
