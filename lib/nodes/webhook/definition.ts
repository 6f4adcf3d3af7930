import * as z from "zod";
import { defineAction } from "../define-action";
import type { NodeProblem } from "../define-node";
import { isArrival } from "../is-arrival";

/** One line: whoever could end a header could write the next one. */
const headerValueSchema = z
  .string()
  .max(2_000)
  .refine((value) => !/[\r\n\0]/.test(value), "one line of text");

const schema = z.strictObject({
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).default("POST"),
  url: z.string().trim().max(2_000),
  headers: z
    .record(z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/, "a header name"), headerValueSchema)
    .optional(),
  /** Liquid text; a JSON value is taken as its text */
  body: z.preprocess(
    (v) => (v === undefined || typeof v === "string" ? v : JSON.stringify(v)),
    z.string().max(100_000).optional(),
  ),
});
export type WebhookConfig = z.output<typeof schema>;

export const webhook = defineAction<WebhookConfig>({
  type: "webhook",
  category: "data",
  label: "Call a webhook",
  description:
    "Calls your server and waits for its answer, which later steps can use as run.<step id>. Failures leave by “Error”.",
  keywords: ["http", "request", "api", "post", "integration", "zapier", "slack", "server", "sms", "push", "whatsapp"],
  icon: "webhook",
  schema,
  defaults: { method: "POST", url: "" },
  fields: [
    {
      kind: "select",
      name: "method",
      label: "Method",
      options: ["GET", "POST", "PUT", "PATCH", "DELETE"].map((value) => ({ value, label: value })),
    },
    { kind: "text", name: "url", label: "URL", placeholder: "https://example.com/hooks/welcome", liquid: true },
    { kind: "headers", name: "headers", label: "Headers" },
    {
      kind: "text",
      name: "body",
      label: "Body",
      help: "Usually JSON, which stays JSON whatever a variable holds. Empty: the person and the event as JSON.",
      liquid: true,
      multiline: true,
    },
  ],
  callsOut: "Your server is really called, once, with the settings as they stand now. Nobody in the journey moves.",
  ports: () => [
    { key: "next", label: "Answered" },
    { key: "error", label: "Error" },
  ],
  summary: ({ method, url }) => (url ? `${method} ${url.replace(/^https?:\/\//, "").slice(0, 60)}` : "Enter a URL"),
  check: ({ url }) => {
    const problem = urlProblem(url);
    return problem
      ? [{ code: "invalid_setting", severity: "error", message: problem, field: "url" } satisfies NodeProblem]
      : [];
  },
  step: (input) => {
    const { node, wake } = input;
    if (wake?.by === "result") {
      const effects = [{ kind: "set_run" as const, values: { [node.id]: wake.value } }];
      return wake.ok
        ? { kind: "leave", port: "next", effects }
        : { kind: "leave", port: "error", reason: "webhook_failed", effects };
    }
    // Only the arrival asks: a wake meant for a goal must not call the server again.
    return { kind: "wait", until: "forever", effects: isArrival(input) ? [{ kind: "call_webhook" }] : [] };
  },
});

function urlProblem(url: string): string | undefined {
  if (url === "") return "Enter the address to call.";
  const withoutLiquid = url.replace(/\{\{.*?\}\}|\{%.*?%\}/g, "x");
  if (!URL.canParse(withoutLiquid)) return "Enter a full address, starting with https://.";
  const { protocol } = new URL(withoutLiquid);
  return protocol === "https:" || protocol === "http:" ? undefined : "Only http and https addresses can be called.";
}
