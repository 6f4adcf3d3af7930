import { operatorLabels } from "@/components/conditions/operator-labels";
import type { VisitResource } from "@/lib/api/schemas/enrollment";
import type { Json } from "@/lib/journey/json";
import { showAttributeValue } from "./attribute-value";

type Seen = NonNullable<VisitResource["seen"]>[number];

/** One value that a decision looked at: `plan was “pro” (wanted: equals “pro”)`. */
export function describeSeen(seen: Seen): string {
  const value = seen.value === undefined || seen.value === null ? "had no value" : `was ${quoted(seen.value)}`;
  const wanted = wantedWords(seen);
  return `${seen.path} ${value}${wanted ? ` (wanted: ${wanted})` : ""}`;
}

function wantedWords({ op, expected }: Seen): string {
  if (op === undefined) return "";
  const label = Object.entries(operatorLabels).find(([name]) => name === op)?.[1] ?? op.replaceAll("_", " ");
  return expected === undefined ? label : `${label} ${quoted(expected)}`;
}

function quoted(value: Json): string {
  return typeof value === "string" ? `“${value}”` : showAttributeValue(value);
}
