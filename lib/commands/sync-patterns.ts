import type { Tx } from "@/lib/db/with-workspace";
import { readPattern } from "@/lib/engine/read-pattern";
import type { Instant } from "@/lib/journey/facts";
import type { PublishedDraft } from "./rewrite-triggers";
import { isPatternTrigger, triggerKey } from "./trigger-key";

type Wanted = { node: string; fingerprint: string; config: string };

/**
 * The rows of `patterns` for a draft that is being published. One that asks what it asked before stays with all it remembers; the others
 * are new, and their states will be built from history. Gives node id → pattern.
 */
export async function syncPatterns(
  tx: Tx,
  workspaceId: number,
  { id: journeyId, graph }: PublishedDraft,
  now: Instant,
): Promise<Map<string, number>> {
  const wanted = graph.nodes.flatMap((node): Wanted[] => {
    if (!isPatternTrigger(node.type) || triggerKey(node) === undefined) return [];
    const pattern = readPattern(node.type, node.config);
    if (!pattern) throw new Error(`the trigger ${node.id} passed its check and describes no pattern`);
    const config = JSON.stringify({ type: node.type, config: node.config });
    return [{ node: node.id, fingerprint: JSON.stringify(pattern), config }];
  });
  const existing = await tx.$queryRaw<{ id: number; node: string; fingerprint: string }[]>`
    select id, node, fingerprint from patterns where journey_id = ${journeyId}::uuid and not retired for no key update`;
  const ids = new Map<string, number>();
  for (const { id, node, fingerprint } of existing) {
    const same = wanted.find((w) => w.node === node && w.fingerprint === fingerprint);
    if (same) ids.set(node, id);
    else await tx.$executeRaw`update patterns set retired = true where id = ${id}`;
  }
  for (const { node, fingerprint, config } of wanted) {
    if (ids.has(node)) continue;
    const [made] = await tx.$queryRaw<{ id: number }[]>`
      insert into patterns (workspace_id, journey_id, node, fingerprint, config, made_at)
      values (${workspaceId}, ${journeyId}::uuid, ${node}, ${fingerprint}, ${config}::jsonb, to_timestamp(${now / 1_000}::float8))
      returning id`;
    if (made) ids.set(node, made.id);
  }
  return ids;
}
