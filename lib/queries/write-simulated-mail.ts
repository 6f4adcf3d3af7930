import type { SimulationResource } from "@/lib/api/schemas/simulate";
import { appUrl } from "@/lib/auth/app-url";
import type { CompiledEmail } from "@/lib/email/compiled-email";
import { fillSimulated } from "@/lib/email/fill-simulated";
import type { SimulatedMessage } from "@/lib/engine/simulation";

/** A mail of a simulation as the person would get it, or why not. */
export function writeSimulatedMail(
  message: SimulatedMessage,
  compiled: CompiledEmail | undefined,
): SimulationResource["messages"][number] {
  const { node_id, visit, at, facts } = message;
  const to = facts.subscriber.email;
  const head = { node_id, visit, channel: "email", at: new Date(at).toISOString(), to };
  const filled = compiled ? fillSimulated(compiled, message, `${appUrl()}/u/simulated`) : undefined;
  if (!filled?.ok)
    return { ...head, subject: "", html: "", text: "", error: filled?.error ?? "The node has no email." };
  const { subject, html, text } = filled;
  return { ...head, subject, html, text, ...(to ? {} : { error: "The person has no email address." }) };
}
