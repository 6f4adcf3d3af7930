import type { VisitResource } from "@/lib/api/schemas/enrollment";
import type { Evidence, Why } from "@/lib/api/schemas/why";
import type { Graph } from "@/lib/journey/graph";
import type { Names } from "@/lib/journey/names";
import { describeNode } from "@/lib/nodes/describe-node";

/** One run of the person, with everything that explains it. Times are ISO-8601. */
export type WhyRun = {
  id: string;
  version: number;
  state: "active" | "completed" | "exited" | "failed";
  entered_at: string;
  ended_at: string | null;
  end_reason: string | null;
  graph: Graph;
  names: Names;
  visits: VisitResource[];
  due_at: string | null;
  paused: boolean;
  /** what a step failed with, where the run was quarantined */
  error: string | null;
  sends: WhySend[];
};

export type WhySend = {
  id: string;
  visit: number;
  channel: string;
  status: string;
  reason: string | null;
  subject: string | null;
  created_at: string;
  sent_at: string | null;
  delivered_at: string | null;
  opened_at: string | null;
  clicked_at: string | null;
  bounced_at: string | null;
};

/** A step as sentences call it. */
export function stepWords({ graph, names }: Pick<WhyRun, "graph" | "names">, id: string): string {
  const node = graph.nodes.find((one) => one.id === id);
  const words = node ? describeNode(node, names).summary : id;
  const plain = words.replaceAll(
    /\{\{-?\s*([\w.]+)[^}]*\}\}/g,
    (_all, path: string) => `[${path.replaceAll("_", " ")}]`,
  );
  return plain.includes("“") ? plain : `“${plain}”`;
}

/** An answer about a run; what is not given is null or empty. */
export function answerOf(run: WhyRun | undefined, answer: Pick<Why, "got" | "code" | "sentence"> & Partial<Why>): Why {
  return {
    at: null,
    until: null,
    evidence: [],
    enrollment_id: run?.id ?? null,
    node_id: null,
    message_id: null,
    ...answer,
  };
}

export function evidence(text: string, at: string | null = null, link: Evidence["link"] = null): Evidence {
  return { text, at, link };
}
