import { urlRefusal } from "@/lib/channels/public-address";
import type { Graph, GraphNode } from "@/lib/journey/graph";
import type { Problem } from "@/lib/journey/problem";
import { addressSetting } from "./address-setting";

/**
 * Where a proposed draft would send people's data that the present one does not. Names of events and attributes come from outside and are part of
 * what a model reads, so an address in its answer may be somebody else's idea: each new one is named, and one that no call may go to is an error.
 */
export function callsElsewhere(before: Graph, after: Graph, allowPrivate: boolean): Problem[] {
  const known = new Set(before.nodes.map(addressOf));
  return after.nodes.flatMap((node): Problem[] => {
    const address = addressOf(node);
    if (address === undefined || known.has(address)) return [];
    const place = { node_id: node.id, field: addressSetting(node.type) ?? "" };
    // A variable stands for a part of the address that is not known before the call.
    const refusal = address.includes("{{") ? undefined : urlRefusal(address, allowPrivate);
    if (refusal)
      return [{ ...place, code: "call_refused", severity: "error", message: `No call may go there: ${refusal}.` }];
    const message = `This sends data about people to ${hostOf(address)}, which is not in the draft so far. Is that where it should go?`;
    return [{ ...place, code: "new_address", severity: "warning", message }];
  });
}

function addressOf({ type, config }: GraphNode): string | undefined {
  const value = config[addressSetting(type) ?? ""];
  return typeof value === "string" && value !== "" ? value : undefined;
}

const hostOf = (address: string) => URL.parse(address)?.host ?? address.slice(0, 100);
