import { isDeepStrictEqual } from "node:util";
import type pg from "pg";
import { mayBeEmail } from "@/lib/channels/address";
import { applyEffect } from "@/lib/engine/apply-effect";
import type { Instant } from "@/lib/journey/facts";
import type { Effect } from "@/lib/journey/outcome";
import { pathRoot } from "@/lib/journey/read-path";
import { chainDepth } from "@/lib/nodes/chain-depth";
import { type Consequences, recordSubscriberChanges, type SubscriberChange } from "./record-subscriber-changes";
import type { SubscriberRow } from "./subscriber-row";
import type { Walked } from "./walked";
import { updateSubscribers } from "./write-people";

/** What written_at calls the things an effect writes. */
function writtenKeys(effect: Effect): string[] {
  if (effect.kind === "add_tag" || effect.kind === "remove_tag") return ["$tags"];
  if (effect.kind !== "set_attributes") return [];
  return Object.keys(effect.set).map((path) => {
    const at = pathRoot(path);
    return at.root === "field" ? at.field : (at.keys[0] ?? path);
  });
}

/** A step's e-mail is Liquid: where that comes to no address, the person keeps theirs. */
function withGoodAddress(effect: Effect): Effect {
  if (effect.kind !== "set_attributes" || effect.set.email === undefined || mayBeEmail(effect.set.email)) return effect;
  const { email: _, ...set } = effect.set;
  return { ...effect, set };
}

function writesPerson(effect: Effect): boolean {
  return effect.kind === "set_attributes" || effect.kind === "add_tag" || effect.kind === "remove_tag";
}

/** The person after one walk; undefined when it wrote nothing that was not so before. */
function afterWalk(before: SubscriberRow, { walk, facts, now }: Walked): SubscriberRow | undefined {
  let subscriber: Walked["facts"]["subscriber"] = before;
  const written = { ...before.written_at };
  for (const { node, effect: planned } of walk.effects) {
    if (!writesPerson(planned)) continue;
    const effect = withGoodAddress(planned);
    subscriber = applyEffect(effect, node, { ...facts, subscriber }, now).subscriber;
    for (const key of writtenKeys(effect)) written[key] = now;
  }
  const { written_at: _, ...fields } = before;
  const { ...after } = subscriber;
  const changed = !isDeepStrictEqual({ ...after, written_at: undefined }, { ...fields, written_at: undefined });
  return changed ? { ...subscriber, written_at: written } : undefined;
}

type Change = SubscriberChange & { workspaceId: number; now: Instant; after: SubscriberRow };

/** In order of time: in a sandbox runs of one person are walked at several, and each goes on from what the earlier ones left. */
function changesOf(all: readonly Walked[]): Change[] {
  const current = new Map<string, SubscriberRow>();
  const changes: Change[] = [];
  for (const walked of all.toSorted((a, b) => a.now - b.now)) {
    if (!walked.walk.effects.some(({ effect }) => writesPerson(effect))) continue;
    const { row, person, facts, now } = walked;
    const before = current.get(row.subscriber_id) ?? { id: row.subscriber_id, ...person };
    const after = afterWalk(before, walked);
    if (!after) continue;
    current.set(row.subscriber_id, after);
    const depth = chainDepth(facts, now);
    changes.push({ workspaceId: row.workspace_id, now, before, after, by: row.id, depth });
  }
  return changes;
}

/**
 * Writes what the walks of a batch changed about their people, and everything that follows from it (waits and goals that listen,
 * attribute triggers, segments). The people's rows are locked since the claim, because their versions write. Comes after the
 * batch's own waits are written, so that a sibling run of the same person is found where it waits now.
 */
export async function writeWalkedPeople(client: pg.ClientBase, all: readonly Walked[]): Promise<Consequences> {
  const result: Consequences = { shards: new Set(), segments: false };
  for (const [, group] of Map.groupBy(changesOf(all), (c) => `${c.workspaceId} ${c.now}`)) {
    const [{ workspaceId, now } = { workspaceId: 0, now: 0 }] = group;
    const last = new Map(group.map((change) => [change.after.id, change.after]));
    await updateSubscribers(client, workspaceId, now, [...last.values()]);
    const { shards, segments } = await recordSubscriberChanges(client, workspaceId, group, now);
    for (const shard of shards) result.shards.add(shard);
    result.segments ||= segments;
  }
  return result;
}
