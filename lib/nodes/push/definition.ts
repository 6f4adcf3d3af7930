import * as z from "zod";
import { approximateDurationMs, durationSchema, parseDuration } from "@/lib/journey/duration";
import { missing } from "../condition-problems";
import { defineAction } from "../define-action";
import type { NodeProblem } from "../define-node";
import { nextPort } from "../next-port";

export const pushUrgencies = ["very-low", "low", "normal", "high"] as const;

/** Push services keep nothing longer than four weeks. */
const TTL_MS_MAX = 28 * 86_400_000;

const schema = z.strictObject({
  title: z.string().max(500),
  body: z.string().max(2_000).optional(),
  /** where a click leads */
  url: z.string().trim().max(2_000).optional(),
  icon: z.string().trim().max(2_000).optional(),
  /** how long it may wait for a browser that is away; absent: a day */
  ttl: durationSchema.optional(),
  urgency: z.enum(pushUrgencies).optional(),
  /** a later push of the same word replaces this one while it has not been delivered (RFC 8030 §5.4) */
  topic: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9_-]{0,32}$/, "up to 32 letters, digits, - and _")
    .optional(),
});
export type PushConfig = z.output<typeof schema>;

export const push = defineAction<PushConfig>({
  type: "push",
  category: "message",
  label: "Send a push",
  description:
    "Shows a notification in the browsers in which the person has allowed it, also while your site is closed.",
  keywords: ["notification", "web push", "browser", "message", "alert", "vapid"],
  icon: "bell-ring",
  schema,
  defaults: { title: "" },
  fields: [
    {
      kind: "text",
      name: "title",
      label: "Title",
      placeholder: "Your order is on its way, {{ first_name }}",
      liquid: true,
    },
    { kind: "text", name: "body", label: "Text", liquid: true, multiline: true },
    {
      kind: "text",
      name: "url",
      label: "Link",
      placeholder: "https://example.com/orders/{{ event.order_id }}",
      help: "Opened by a click, which is counted. Without a link your site is opened.",
      liquid: true,
    },
    { kind: "text", name: "icon", label: "Icon", placeholder: "https://example.com/icon-192.png", liquid: true },
    {
      kind: "duration",
      name: "ttl",
      label: "Keep for",
      help: "For a browser that is away; after that it is dropped. Not set: a day.",
      group: "Delivery",
    },
    {
      kind: "select",
      name: "urgency",
      label: "Urgency",
      help: "A phone that saves its battery waits with what is not urgent.",
      options: [
        { value: "very-low", label: "Very low" },
        { value: "low", label: "Low" },
        { value: "normal", label: "Normal" },
        { value: "high", label: "High" },
      ],
      group: "Delivery",
    },
    {
      kind: "text",
      name: "topic",
      label: "Replaces earlier",
      placeholder: "order-status",
      help: "A word. Of pushes with the same word that wait for a browser only the newest is delivered.",
      group: "Delivery",
    },
  ],
  ports: () => nextPort,
  summary: ({ title }) => (title ? `Push “${title}”` : "Write a push"),
  check: ({ title, url, icon, ttl }) => [
    ...missing(title, "title", "Write a title."),
    ...addressProblems(url, "url"),
    ...addressProblems(icon, "icon"),
    ...ttlProblems(ttl),
  ],
  step: () => ({ kind: "leave", port: "next", effects: [{ kind: "send_push" }] }),
});

function addressProblems(text: string | undefined, field: string): NodeProblem[] {
  if (!text) return [];
  const withoutLiquid = text.replace(/\{\{.*?\}\}|\{%.*?%\}/g, "x");
  // a whole address out of a variable is looked at when it is filled
  if (withoutLiquid === "x" || (/^https?:\/\//i.test(withoutLiquid) && URL.canParse(withoutLiquid))) return [];
  return [
    { code: "invalid_setting", severity: "error", message: "Enter a full address, starting with https://.", field },
  ];
}

function ttlProblems(ttl: string | undefined): NodeProblem[] {
  const parts = ttl === undefined ? undefined : parseDuration(ttl);
  if (!parts || approximateDurationMs(parts) <= TTL_MS_MAX) return [];
  return [
    {
      code: "ttl_too_long",
      severity: "error",
      message: "Push services keep a message for four weeks at most.",
      field: "ttl",
    },
  ];
}
