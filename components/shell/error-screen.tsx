"use client";

import { CircleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody } from "@/components/ui/page-body";

export function ErrorScreen({ digest, onRetry }: { digest?: string; onRetry: () => void }) {
  return (
    <PageBody>
      <EmptyState
        icon={<CircleAlert />}
        title="This page could not be shown"
        description={
          digest
            ? `Something failed on our side. Nothing you saved is lost. The log has it under ${digest}.`
            : "Something failed on our side. Nothing you saved is lost."
        }
        action={<Button onClick={onRetry}>Try again</Button>}
      />
    </PageBody>
  );
}
