"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { SendExample } from "@/components/data/send-example";
import { useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { NewJourneyButton } from "./new-journey-button";

/** An empty workspace: the way to the first journey in three steps. */
export function FirstSteps() {
  const { slug } = useWorkspace();
  return (
    <Card title="Three steps to the first journey">
      <ol className="flex flex-col gap-6">
        <Step number={1} title="Draw a journey">
          <p className="text-muted-foreground">Begin with something that people do, and say what follows.</p>
          <NewJourneyButton />
        </Step>
        <Step number={2} title="Make an API key">
          <p className="text-muted-foreground">Your product needs it to say what people do.</p>
          <Button asChild variant="outline" className="w-fit">
            <Link href={`/w/${slug}/settings/keys`}>API keys</Link>
          </Button>
        </Step>
        <Step number={3} title="Send the first event">
          <SendExample />
        </Step>
      </ol>
    </Card>
  );
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <li className="flex gap-4">
      <span
        aria-hidden="true"
        className="inline-flex size-7 shrink-0 items-center justify-center rounded-full bg-primary-soft font-semibold text-primary-text text-xs"
      >
        {number}
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <h3 className="font-medium">{title}</h3>
        {children}
      </div>
    </li>
  );
}
