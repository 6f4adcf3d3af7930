"use client";

import { useState } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { type TrackExample, trackCurl, trackSdk } from "./snippets";
import { useOrigin } from "./use-origin";

const first: TrackExample = { userId: "ada", event: "user_registered", properties: { plan: "pro" } };

/** How to send an event, as a shell line and with the SDK. */
export function SendExample({ apiKey = "YOUR_API_KEY", example = first }: { apiKey?: string; example?: TrackExample }) {
  const [kind, setKind] = useState<"curl" | "sdk">("curl");
  const origin = useOrigin();
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <SegmentedControl
        size="sm"
        label="Example"
        value={kind}
        onValueChange={setKind}
        options={[
          { value: "curl", label: "curl" },
          { value: "sdk", label: "Node SDK" },
        ]}
      />
      <CodeBlock code={(kind === "curl" ? trackCurl : trackSdk)(origin, apiKey, example)} />
    </div>
  );
}
