import type { SimulatedMessage } from "@/lib/engine/simulation";
import type { CompiledGraph } from "@/lib/engine/types";
import { push } from "@/lib/nodes/push/definition";
import { type FilledPush, fillPush } from "@/lib/nodes/push/fill-push";
import { fillLiquid } from "./fill-liquid";
import { templateContext } from "./template-context";

/** The push of a simulated message as the person would get it. */
export function simulatedPush(
  compiled: CompiledGraph,
  { node_id, facts, at }: SimulatedMessage,
): { ok: true; push: FilledPush } | { ok: false; error: string } {
  const config = push.schema.safeParse(compiled.node(node_id).config);
  if (!config.success) return { ok: false, error: "The step has no push." };
  return fillPush(config.data, (text) => fillLiquid(text, templateContext(facts, at)));
}
