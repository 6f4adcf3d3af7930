import { describeSeen, type LoggedSeen } from "@/lib/journey/describe-seen";
import { describeSpan } from "@/lib/journey/describe-span";
import type { GraphNode } from "@/lib/journey/graph";
import type { Names } from "@/lib/journey/names";
import type { WalkStep } from "@/lib/journey/outcome";
import { describeNode } from "./describe-node";
import { nodeDefinition } from "./registry";

/** A visit as logs and answers carry it. Times are ISO-8601. */
export type DecidedVisit = {
  type: string;
  outcome: WalkStep["outcome"];
  port: string | null;
  reason?: string | undefined;
  seen?: LoggedSeen[] | undefined;
  entered_at: string;
  left_at: string | null;
};

/**
 * What a step decided about a person and on which values, in one line: `lifetime_value 1,250 > 1,000 → Yes`. `node` is the step in the
 * graph that was walked; undefined when the graph no longer has it.
 */
export function describeDecision(visit: DecidedVisit, node: GraphNode | undefined, names: Names): string {
  const seen = (visit.seen ?? []).map((one) => describeSeen(one, names)).join(" · ");
  const because = [reasonWords(visit.reason), seen].filter(Boolean).join(" · ");
  switch (visit.outcome) {
    case "passed":
      return passed(visit, node, names, because);
    case "waiting":
      return ["waits", because].filter(Boolean).join(" · ");
    case "skipped":
      return ["skipped", because].filter(Boolean).join(" · ");
    case "ended":
      return ["the journey ended here", because].filter(Boolean).join(" · ");
    case "failed":
      return ["failed", because].filter(Boolean).join(" · ");
    case "dropped":
      return ["taken out here", because].filter(Boolean).join(" · ");
  }
}

/** A code in words; an error is said as it is. */
const reasonWords = (reason: string | undefined) =>
  reason !== undefined && /^[a-z0-9_]+$/.test(reason) ? reason.replaceAll("_", " ") : reason;

function passed(visit: DecidedVisit, node: GraphNode | undefined, names: Names, because: string): string {
  const ports = node ? describeNode(node, names).ports : [];
  const exit = ports.length > 1 ? (ports.find(({ key }) => key === visit.port)?.label ?? visit.port) : undefined;
  const waitedMs = visit.left_at === null ? 0 : Date.parse(visit.left_at) - Date.parse(visit.entered_at);
  const waited = waitedMs >= 1_000 ? `waited ${describeSpan(waitedMs)}` : "";
  const said = [waited, because].filter(Boolean).join(" · ");
  if (exit) return said ? `${said} → ${exit}` : `→ ${exit}`;
  const category = nodeDefinition(visit.type)?.category;
  if (said) return category === "trigger" ? `entered · ${said}` : said;
  return category === "trigger" ? "entered" : category === "message" ? "sent on its way" : "passed";
}
