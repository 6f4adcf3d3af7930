import type { SimulationResource } from "@/lib/api/schemas/simulate";
import { pushPreview } from "@/lib/email/push-preview";
import { simulatedPush } from "@/lib/email/simulated-push";
import type { SimulatedMessage } from "@/lib/engine/simulation";
import type { CompiledGraph } from "@/lib/engine/types";

/** A push of a simulation as the person would see it, or why not. `browsers`: how many they have allowed; undefined for somebody invented. */
export function writeSimulatedPush(
  message: SimulatedMessage,
  compiled: CompiledGraph,
  browsers: number | undefined,
): SimulationResource["messages"][number] {
  const { node_id, visit, at } = message;
  const head = { node_id, visit, channel: "push", at: new Date(at).toISOString(), to: null };
  const filled = simulatedPush(compiled, message);
  if (!filled.ok) return { ...head, subject: "", html: "", text: "", error: filled.error };
  const { push } = filled;
  return {
    ...head,
    subject: push.title,
    html: pushPreview(push),
    text: [push.body, push.url].filter(Boolean).join("\n\n"),
    ...(browsers === 0 ? { error: "The person has not allowed pushes in any browser." } : {}),
  };
}
