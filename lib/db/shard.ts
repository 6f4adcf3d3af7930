/**
 * Every hot row carries a shard, and every drain names one. Live people spread over LIVE_SHARDS by a hash of workspace
 * and subscriber (not of the workspace alone: one large tenant would make one hot shard). A sandbox workspace is a shard
 * of its own, because a drain has one clock and a sandbox's clock is its own.
 */
export const LIVE_SHARDS = 32;

export function sandboxShard(workspaceId: number): number {
  return LIVE_SHARDS + workspaceId;
}

/** The workspace a sandbox shard belongs to; undefined for the shards of live workspaces. */
export function workspaceOfShard(shard: number): number | undefined {
  return shard >= LIVE_SHARDS ? shard - LIVE_SHARDS : undefined;
}

/** Shard of a person. `subscriberId` is the decimal text of the bigint key. */
export function shardOf(workspace: { id: number; mode: string }, subscriberId: string): number {
  if (workspace.mode === "sandbox") return sandboxShard(workspace.id);
  // Fibonacci hashing over 64 bits: neighbours in id land far apart.
  const mixed = BigInt.asUintN(64, (BigInt(subscriberId) ^ (BigInt(workspace.id) << 40n)) * 0x9e3779b97f4a7c15n);
  return Number(mixed >> 59n);
}

/** Whether a shard is a sandbox's, whose clock is moved by hand, and not one of the live ones, where everybody's time is the database's. */
export function isSandboxShard(shard: number): boolean {
  return workspaceOfShard(shard) !== undefined;
}
