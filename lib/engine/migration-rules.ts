import type { Graph } from "@/lib/journey/graph";
import { nodeDefinition } from "@/lib/nodes/registry";
import { sameConfig } from "./same-config";

/** What an author says about the people of one step of one older version. */
export type MigrationStep = { version: number; node_id: string } & (
  | { action: "stay" }
  | { action: "leave" }
  | { action: "move"; to: string }
);

/** `unaffected`: people at steps that the new version has just as they are. Whoever is not named stays, unless unaffected ones move. */
export type MigrationPlan = { unaffected: "stay" | "move"; steps: MigrationStep[] };

/** A published version as migration rules see it; `id` is the key that hot rows carry. */
export type OlderVersion = { id: number; number: number; graph: Graph };

/**
 * One place of an older version and what becomes of whoever stands there. `carry`: the step is the same in the new version, so the
 * visit goes on with its timer; else the person arrives anew.
 */
export type MigrationRule = { version_id: number; node: number } & (
  | { action: "leave" }
  | { action: "move"; to: string; carry: boolean }
);

export type MigrationProblem = { path: string; message: string };

/** What has become of a step in a later graph, for whoever stands in it. */
export function stepFate(graph: Graph, index: number, later: Graph): "unaffected" | "changed" | "removed" {
  const node = graph.nodes[index];
  const then = node && later.nodes.find(({ id }) => id === node.id);
  if (!node || !then) return "removed";
  return sameConfig(node, then) ? "unaffected" : "changed";
}

type ReadStep =
  | { ok: true; key: string; rule: MigrationRule | undefined }
  | { ok: false; field: string; message: string };

function readStep(step: MigrationStep, versions: readonly OlderVersion[], later: Graph): ReadStep {
  const version = versions.find(({ number }) => number === step.version);
  if (!version) return { ok: false, field: "version", message: "not an older version of this journey" };
  const node = version.graph.nodes.findIndex(({ id }) => id === step.node_id);
  if (node === -1) return { ok: false, field: "node_id", message: "that version has no such step" };
  const key = `${version.id} ${node}`;
  const place = { version_id: version.id, node };
  switch (step.action) {
    case "stay":
      return { ok: true, key, rule: undefined };
    case "leave":
      return { ok: true, key, rule: { ...place, action: "leave" } };
    case "move": {
      const carry = step.to === step.node_id && stepFate(version.graph, node, later) === "unaffected";
      const type = later.nodes.find(({ id }) => id === step.to)?.type;
      if (type === undefined) return { ok: false, field: "to", message: "the new version has no such step" };
      if (!carry && nodeDefinition(type)?.category === "trigger")
        return { ok: false, field: "to", message: "nobody can be moved to a start" };
      return { ok: true, key, rule: { ...place, action: "move", to: step.to, carry } };
    }
  }
}

/** Everybody at a step that is the same in the later graph goes on standing in it there; places that are named already are left out. */
function carriedRules(versions: readonly OlderVersion[], later: Graph, named: ReadonlySet<string>): MigrationRule[] {
  return versions.flatMap(({ id, graph }) =>
    graph.nodes.flatMap((node, index): MigrationRule[] =>
      named.has(`${id} ${index}`) || stepFate(graph, index, later) !== "unaffected"
        ? []
        : [{ version_id: id, node: index, action: "move", to: node.id, carry: true }],
    ),
  );
}

/** The plan as rules for the places of older versions, or everything that is wrong with it, by the path of its field. */
export function migrationRules(
  plan: MigrationPlan,
  versions: readonly OlderVersion[],
  later: Graph,
): { ok: true; rules: MigrationRule[] } | { ok: false; problems: MigrationProblem[] } {
  const problems: MigrationProblem[] = [];
  const named = new Set<string>();
  const rules = plan.steps.flatMap((step, i) => {
    const read = readStep(step, versions, later);
    if (!read.ok) {
      problems.push({ path: `steps.${i}.${read.field}`, message: read.message });
      return [];
    }
    if (named.has(read.key)) problems.push({ path: `steps.${i}.node_id`, message: "this step is named twice" });
    named.add(read.key);
    return read.rule ?? [];
  });
  if (problems.length > 0) return { ok: false, problems };
  return plan.unaffected === "move"
    ? { ok: true, rules: [...rules, ...carriedRules(versions, later, named)] }
    : { ok: true, rules };
}
