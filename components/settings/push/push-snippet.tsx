"use client";

import { useOrigin } from "@/components/data/use-origin";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";

/** The two pieces that a site needs. */
export function PushSnippet() {
  const origin = useOrigin();
  const worker = `importScripts("${origin}/sojourn-sw.js");`;
  const page = `<script src="${origin}/sojourn-push.js"></script>
<button id="allow">Tell me about my orders</button>
<script>
  document.querySelector("#allow").onclick = () =>
    sojournPush.subscribe({ key: "AN_API_KEY_OF_SCOPE_INGEST", userId: "ada" });
</script>`;
  return (
    <Card
      title="Your site"
      description="Your visitors allow pushes with a click; journeys then reach them with the step “Send a push”."
    >
      <ol className="flex min-w-0 list-decimal flex-col gap-4 pl-5">
        <li className="min-w-0">
          <p className="mb-2">
            A file <code className="font-mono text-xs">sojourn-sw.js</code> at the root of your site:
          </p>
          <CodeBlock code={worker} label="Copy the service worker" />
        </li>
        <li className="min-w-0">
          <p className="mb-2">In your pages. Browsers ask only after a click, and only over https:</p>
          <CodeBlock code={page} label="Copy the snippet" />
        </li>
      </ol>
    </Card>
  );
}
