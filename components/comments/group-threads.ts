import type { ThreadResource } from "@/lib/api/schemas/comment";

export type ThreadGroup = {
  key: string;
  /** the step; undefined: the journey as a whole, or a step that is no longer there */
  node: string | undefined;
  title: string;
  gone: boolean;
  /** the oldest first */
  threads: ThreadResource[];
};

/**
 * Threads as one walks through the journey: about the whole of it, then step by step in the order of `steps`, then those whose step is no longer
 * there, under the name it had.
 */
export function groupThreads(
  threads: readonly ThreadResource[],
  steps: ReadonlyMap<string, { label: string; summary: string }>,
): ThreadGroup[] {
  const byAge = [...threads].sort((a, b) => compare(a.created_at, b.created_at) || compare(a.id, b.id));
  const byNode = Map.groupBy(byAge, ({ node_id }) => node_id);
  const whole = byNode.get(null);
  const there = [...steps].flatMap(([id, { label, summary }]): ThreadGroup[] => {
    const own = byNode.get(id);
    return own ? [{ key: id, node: id, title: `${label}: ${summary}`, gone: false, threads: own }] : [];
  });
  const gone = [...byNode].flatMap(([id, own]): ThreadGroup[] =>
    id === null || steps.has(id)
      ? []
      : [{ key: id, node: undefined, title: own.at(-1)?.step_name ?? id, gone: true, threads: own }],
  );
  return [
    ...(whole ? [{ key: "", node: undefined, title: "The journey as a whole", gone: false, threads: whole }] : []),
    ...there,
    ...gone,
  ];
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
