"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { problemText } from "./problem-text";

/** In place of what could not be loaded. */
export function QueryFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <Alert
      tone="danger"
      live
      title="This could not be loaded"
      action={
        <Button size="sm" variant="outline" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {problemText(error)}
    </Alert>
  );
}
