import { exactWindowMs } from "@/lib/journey/exact-window";
import type { Pattern } from "@/lib/journey/pattern";
import { triggerInactivity } from "@/lib/nodes/trigger-inactivity/definition";
import { patternOf } from "@/lib/nodes/trigger-pattern/pattern-of";
import { schema as triggerPatternSchema } from "@/lib/nodes/trigger-pattern/schema";

/** The pattern in a trigger's config; undefined when this build cannot read it, or when it is no such trigger. */
export function readPattern(type: string, config: unknown): Pattern | undefined {
  if (type === "trigger.inactivity") {
    const parsed = triggerInactivity.schema.safeParse(config);
    if (!parsed.success) return undefined;
    return { kind: "silence", event: parsed.data.event || undefined, forMs: exactWindowMs(parsed.data.for) ?? 0 };
  }
  if (type !== "trigger.pattern") return undefined;
  const parsed = triggerPatternSchema.safeParse(config);
  return parsed.success ? patternOf(parsed.data) : undefined;
}

/** The names of the events that a pattern looks at; undefined: of any. */
export function eventsOf(pattern: Pattern): string[] | undefined {
  if (pattern.kind !== "silence") return [...new Set(pattern.parts.map(({ event }) => event))];
  return pattern.event === undefined ? undefined : [pattern.event];
}
