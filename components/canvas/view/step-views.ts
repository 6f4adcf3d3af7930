import type { Graph, GraphNode } from "@/lib/journey/graph";
import type { Names } from "@/lib/journey/names";
import type { Problem } from "@/lib/journey/problem";
import type { NodeCategory, PortDefinition } from "@/lib/nodes/define-node";
import { type DescribedNode, describeNode } from "@/lib/nodes/describe-node";

/** A step as its card, its row in the outline and its announcement say it. */
export type StepView = {
  id: string;
  type: string;
  label: string;
  summary: string;
  icon: string | undefined;
  category: NodeCategory | undefined;
  ports: PortDefinition[];
  problems: readonly Problem[];
  /** place on the way from the start, from 1 */
  place: number;
  of: number;
  /** steps that this one can send people to beside its exits (a go-to) */
  goesTo: readonly string[];
  /** what follows each exit, in words; an exit that leads nowhere says so */
  leadsTo: readonly { port: PortDefinition; to: string | undefined; words: string }[];
};

/** Views of all steps by id, in the order of the way from the start. */
export function stepViews(graph: Graph, names: Names, problems: readonly Problem[]): ReadonlyMap<string, StepView> {
  const described = new Map(graph.nodes.map((node) => [node.id, describeNode(node, names)]));
  const problemsOf = Map.groupBy(
    problems.filter((problem) => problem.node_id !== undefined),
    (problem) => problem.node_id,
  );
  const next = new Map(graph.edges.map((edge) => [`${edge.from}\n${edge.port}`, edge.to]));
  const order = readingOrder(graph);
  return new Map(
    order.flatMap((node, index) => {
      const d = described.get(node.id);
      if (!d) return [];
      const view: StepView = {
        id: node.id,
        type: node.type,
        label: d.label,
        summary: withoutLiquid(d.summary),
        icon: d.definition?.icon,
        category: d.definition?.category,
        ports: d.ports,
        problems: problemsOf.get(node.id) ?? [],
        goesTo: goesTo(d, node),
        place: index + 1,
        of: order.length,
        leadsTo: d.ports.map((port) => {
          const to = next.get(`${node.id}\n${port.key}`);
          return { port, to, words: withoutLiquid((to && described.get(to)?.summary) || "the end") };
        }),
      };
      return [[node.id, view] as const];
    }),
  );
}

function goesTo({ definition, valid }: DescribedNode, node: GraphNode): readonly string[] {
  if (!definition?.jumps || !valid) return [];
  return definition.jumps(definition.schema.parse(node.config)).map(({ to }) => to);
}

/** Liquid as a reader says it: `Welcome, {{ first_name | default: "there" }}` → "Welcome, [first name]". */
function withoutLiquid(text: string): string {
  return text.replaceAll(/\{\{-?\s*([\w.]+)[^}]*\}\}/g, (_all, path: string) => `[${path.replaceAll("_", " ")}]`);
}

/** Steps as one meets them: from every start along the exits in order, depth first; what cannot be reached comes last. */
export function readingOrder(graph: Graph): GraphNode[] {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const targets = Map.groupBy(graph.edges, (edge) => edge.from);
  const entered = new Set(graph.edges.map((edge) => edge.to));
  const starts = graph.nodes.filter((node) => node.type.startsWith("trigger.") || !entered.has(node.id));
  const seen = new Set<string>();
  const order: GraphNode[] = [];
  const stack = [...starts, ...graph.nodes].reverse().map((node) => node.id);
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    const node = byId.get(id);
    if (!node || seen.has(id)) continue;
    seen.add(id);
    order.push(node);
    stack.push(...(targets.get(id) ?? []).map((edge) => edge.to).reverse());
  }
  return order;
}

/** What a screen reader says of a step: kind, setting, problems, place and what follows. */
export function announceStep(view: StepView): string {
  return `${view.label}: ${view.summary}, ${announceContext(view)}`;
}

/** The part of the announcement that is not written on the card: problems, place and what follows. */
export function announceContext(view: StepView): string {
  const problems = view.problems.length;
  const parts = [
    ...(problems > 0 ? [problems === 1 ? "1 problem" : `${problems} problems`] : []),
    `step ${view.place} of ${view.of}`,
    leads(view),
  ];
  return parts.join(", ");
}

function leads(view: StepView): string {
  const [only, ...more] = view.leadsTo;
  if (!only) return "ends the journey";
  if (more.length === 0) return `leads to ${only.words}`;
  return view.leadsTo.map(({ port, words }) => `${port.label} leads to ${words}`).join("; ");
}
