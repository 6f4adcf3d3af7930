import { CodeBlock } from "@/components/ui/code-block";
import type { Json } from "@/lib/journey/json";

/** What was asked of somebody's server, with everything filled in. */
export function WebhookRequestView({ request }: { request: Json }) {
  return <CodeBlock code={JSON.stringify(request, null, 2)} label="Copy request" />;
}
