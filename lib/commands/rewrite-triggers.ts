import type { Tx } from "@/lib/db/with-workspace";
import type { Instant } from "@/lib/journey/facts";
import type { Graph } from "@/lib/journey/graph";
import { syncPatterns } from "./sync-patterns";
import { syncTimers } from "./sync-timers";
import { triggerKey } from "./trigger-key";

/** A draft that becomes a version. */
export type PublishedDraft = { id: string; graph: Graph };

/**
 * Whatever the ways in are looked up by; the triggers of older versions go. Patterns and timers that say what they said before keep what
 * they remember. `now` is the workspace's time: nothing before it lets anybody in by them.
 */
export async function rewriteTriggers(
  tx: Tx,
  workspaceId: number,
  draft: PublishedDraft,
  versionId: number,
  now: Instant,
): Promise<void> {
  await tx.journeyTrigger.deleteMany({ where: { workspaceId, journeyId: draft.id } });
  await syncTimers(tx, workspaceId, draft, now);
  const patternIds = await syncPatterns(tx, workspaceId, draft, now);
  const rows = draft.graph.nodes.flatMap((node, index) => {
    const key = triggerKey(node);
    if (key === undefined) return [];
    const found = patternIds.get(node.id);
    return [
      {
        workspaceId,
        journeyId: draft.id,
        versionId,
        node: index,
        type: node.type,
        key: found === undefined ? key : String(found),
        config: { ...node.config },
      },
    ];
  });
  await tx.journeyTrigger.createMany({ data: rows });
}
