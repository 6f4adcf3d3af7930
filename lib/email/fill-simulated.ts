import type { SimulatedMessage } from "@/lib/engine/simulation";
import type { CompiledEmail } from "./compiled-email";
import { factsNeeded } from "./facts-needed";
import { type FilledEmail, fillEmail } from "./fill-email";
import { SAMPLE_CODE } from "./sample-code";
import { templateContext } from "./template-context";

/** The mail of a simulated send as the person would get it; what its rules ask for is answered from the simulation. */
export function fillSimulated(
  compiled: CompiledEmail,
  { at, facts, ask }: SimulatedMessage,
  unsubscribeUrl: string,
): FilledEmail {
  const fetched = new Map([...facts.fetched, ...ask(factsNeeded(compiled, facts, at))]);
  return fillEmail(compiled, templateContext({ ...facts, fetched }, at), { unsubscribeUrl, code: SAMPLE_CODE });
}
