import type { Effect } from "@/lib/journey/outcome";
import type { SimulatedCall } from "./simulation";

/** How an effect asks somebody else's server; undefined: it does not. */
export function callChannelOf({ kind }: Effect): SimulatedCall["channel"] | undefined {
  if (kind === "call_webhook") return "webhook";
  return kind === "upsert_contact" ? "crm" : undefined;
}
