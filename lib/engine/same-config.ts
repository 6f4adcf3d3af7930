import type { GraphNode } from "@/lib/journey/graph";
import { nodeDefinition } from "@/lib/nodes/registry";

type Step = Pick<GraphNode, "type" | "config">;

/** JSON with sorted keys, so that the order in which settings were made does not count. */
export function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function meaningOf({ type, config }: Step): string {
  const parsed = nodeDefinition(type)?.schema.safeParse(config);
  return stableJson(parsed?.success ? parsed.data : config);
}

/** Whether two steps do the same: same type, and settings that mean the same once defaults are filled in. */
export function sameConfig(a: Step, b: Step): boolean {
  return a.type === b.type && (stableJson(a.config) === stableJson(b.config) || meaningOf(a) === meaningOf(b));
}
