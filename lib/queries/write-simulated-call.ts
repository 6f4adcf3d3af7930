import type { SimulationResource } from "@/lib/api/schemas/simulate";
import { fillCall } from "@/lib/commands/calls/fill-call";
import { fillLiquid } from "@/lib/email/fill-liquid";
import { templateContext } from "@/lib/email/template-context";
import type { SimulatedCall } from "@/lib/engine/simulation";

/** What somebody else's server would be asked, with everything filled in; nothing is asked. `config`: the step's settings. */
export function writeSimulatedCall(
  { node_id, visit, at, facts, channel }: SimulatedCall,
  config: unknown,
): SimulationResource["messages"][number] {
  const template = templateContext(facts, at);
  const filled = fillCall(channel, { nodeId: node_id, config, facts }, (text) => fillLiquid(text, template));
  const head = { node_id, visit, channel, at: new Date(at).toISOString(), subject: "", html: "", text: "" };
  return filled.ok
    ? { ...head, to: filled.to, request: filled.request }
    : { ...head, to: null, error: `It could not be filled: ${filled.error}` };
}
