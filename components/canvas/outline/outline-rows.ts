import type { Graph } from "@/lib/journey/graph";
import type { StepView } from "../view/step-views";
import { readingOrder } from "../view/step-views";

/** A line of the outline: a step, or an exit of a step that has several (or none that leads on). */
export type OutlineRow =
  | { kind: "step"; key: string; id: string; depth: number }
  | {
      kind: "exit";
      key: string;
      from: string;
      port: string;
      label: string;
      depth: number;
      /** something new follows below */
      leads: boolean;
      /** goes on at a step that is listed elsewhere */
      backTo: string | undefined;
    };

/**
 * The journey as a tree of lines: steps in a row are siblings, an exit of a branch belongs to its step, and the steps of an arm to their
 * exit. A step that several ways lead to is listed once, and the others name it.
 */
export function outlineRows(graph: Graph, views: ReadonlyMap<string, StepView>): OutlineRow[] {
  const rows: OutlineRow[] = [];
  const listed = new Set<string>();
  const list = (start: string, depth: number) => {
    const todo: ({ step: string; depth: number } | { row: OutlineRow })[] = [{ step: start, depth }];
    for (let next = todo.pop(); next; next = todo.pop()) {
      if ("row" in next) {
        rows.push(next.row);
        continue;
      }
      if (listed.has(next.step)) continue;
      listed.add(next.step);
      rows.push({ kind: "step", key: next.step, id: next.step, depth: next.depth });
      todo.push(...belowStep(views.get(next.step), next.depth, listed).reverse());
    }
  };
  for (const node of readingOrder(graph)) if (!listed.has(node.id)) list(node.id, 0);
  return rows;
}

type Below = { step: string; depth: number } | { row: OutlineRow };

function belowStep(view: StepView | undefined, depth: number, listed: ReadonlySet<string>): Below[] {
  if (!view) return [];
  const goTo = view.goesTo.map((backTo, index): Below => {
    const port = `go_to:${index}`;
    const key = `${view.id}:${port}`;
    return { row: { kind: "exit", key, from: view.id, port, label: "Then", depth: depth + 1, leads: true, backTo } };
  });
  const several = view.leadsTo.length > 1;
  const exits = view.leadsTo.flatMap(({ port, to }): Below[] => {
    const known = to !== undefined && listed.has(to);
    const follows: Below[] = to !== undefined && !known ? [{ step: to, depth: several ? depth + 2 : depth }] : [];
    if (!several && follows.length > 0) return follows;
    const row: OutlineRow = {
      kind: "exit",
      key: `${view.id}:${port.key}`,
      from: view.id,
      port: port.key,
      label: several ? port.label : to === undefined ? "Ends here" : "Then",
      depth: depth + 1,
      leads: to !== undefined,
      backTo: known ? to : undefined,
    };
    return [{ row }, ...follows];
  });
  return [...goTo, ...exits];
}
