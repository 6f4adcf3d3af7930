import { PageBody } from "@/components/ui/page-body";
import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <PageBody>
      <div role="status" className="flex flex-col gap-6">
        <span className="sr-only">Loading the page</span>
        <Skeleton className="h-8 w-56" />
        <Skeleton className="h-28 w-full" />
        <Skeleton className="h-72 w-full" />
      </div>
    </PageBody>
  );
}
