import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody } from "@/components/ui/page-body";

export default function WorkspaceNotFound() {
  return (
    <PageBody>
      <EmptyState
        title="There is nothing here"
        description="It may have been deleted, or the address is not quite right."
        action={
          <Button asChild>
            <Link href="/">Back to the overview</Link>
          </Button>
        }
      />
    </PageBody>
  );
}
