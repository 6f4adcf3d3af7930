import * as z from "zod";
import { jsonSchema } from "@/lib/journey/json";
import { CHAIN_DEPTH_MAX, chainDepth } from "../chain-depth";
import { missing } from "../condition-problems";
import { defineAction } from "../define-action";
import { fillValues } from "../fill-values";
import { nextPort } from "../next-port";

const schema = z.strictObject({
  event: z.string().trim().max(200),
  properties: z
    .record(z.string().trim().min(1).max(100), jsonSchema)
    .refine((properties) => Object.keys(properties).length <= 50, "at most 50 properties")
    .optional(),
});
export type EmitEventConfig = z.output<typeof schema>;

export const emitEvent = defineAction<EmitEventConfig>({
  type: "emit_event",
  category: "data",
  label: "Emit an event",
  description:
    "Records an event of the person, as if your application had sent it: other journeys start with it, wait for it and count it.",
  keywords: ["track", "custom event", "send event", "signal", "trigger", "log"],
  icon: "rss",
  schema,
  defaults: { event: "" },
  fields: [
    { kind: "event", name: "event", label: "Event" },
    {
      kind: "properties",
      name: "properties",
      label: "Properties",
      help: "A value that reads as a number, true or false is sent as such.",
      addLabel: "Add a property",
      keyPlaceholder: "plan",
    },
  ],
  ports: () => nextPort,
  summary: ({ event }) => (event ? `Emit “${event}”` : "Choose an event"),
  check: ({ event }) => missing(event, "event", "Choose the event to emit."),
  emits: ({ event }) => (event ? [event] : []),
  // The event is stored under the person's lock, like every event.
  writesSubscriber: true,
  step: ({ node, facts, env }) => {
    const depth = chainDepth(facts, env.now);
    if (depth > CHAIN_DEPTH_MAX) return { kind: "leave", port: "next", reason: "chain_too_long" };
    const { values, failed } = fillValues(node.config.properties ?? {}, facts, env);
    return {
      kind: "leave",
      port: "next",
      ...(failed.length > 0 && { reason: `not_filled: ${failed.join(", ")}` }),
      effects: [{ kind: "emit_event", event: node.config.event, properties: values, depth }],
    };
  },
});
