"use client";

import { useEffect, useRef } from "react";
import { SendExample } from "@/components/data/send-example";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import type { ApiKeyCreated } from "@/lib/api/schemas/workspace";

/** The only time that the secret is seen. */
export function NewKey({ apiKey, onDone }: { apiKey: ApiKeyCreated; onDone: () => void }) {
  const card = useRef<HTMLElement>(null);
  // The button that asked for it goes when this is the first key, and this is what comes next for whoever has no mouse.
  useEffect(() => card.current?.focus(), []);
  return (
    <Card
      ref={card}
      tabIndex={-1}
      title={`Your new key “${apiKey.name}”`}
      actions={
        <Button size="sm" variant="outline" onClick={onDone}>
          I have stored it
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Alert tone="warning" live>
          This is the only time the whole key is shown. Store it where your product keeps its secrets.
        </Alert>
        <CodeBlock code={apiKey.secret} label="Copy key" />
        {apiKey.scope === "read" ? null : <SendExample apiKey={apiKey.secret} />}
      </div>
    </Card>
  );
}
