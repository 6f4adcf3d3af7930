import type pg from "pg";
import { JOIN_MANUAL, LEAVE_MANUAL } from "@/lib/db/members.sql";
import { routesOf } from "./ingest-routes";
import type { IngestWorkspace } from "./ingest-workspace";
import { type Consequences, markDirty } from "./record-subscriber-changes";
import { recordMoves } from "./refresh-segments";

/** `depth`: TriggerFact.depth of whoever enters by it, where a run did it. */
export type MemberChange = { segmentId: string; subscriberId: string; join: boolean; depth?: number };

type Row = { segment_id: string; subscriber_id: string };

/**
 * Puts people into manual segments and takes them out, with all that follows: segment triggers start journeys, whoever waits for a change
 * is woken, segments that build on these are looked at again. Of several changes of one membership the last counts. The people must be
 * locked by the caller's transaction; other segments than manual ones, or strangers, change nothing. Answers who really came and went.
 */
export async function changeMembers(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  changes: readonly MemberChange[],
): Promise<Consequences & { joined: number; left: number }> {
  const last = new Map(changes.map((change) => [`${change.segmentId} ${change.subscriberId}`, change]));
  const [joining, leaving] = [
    [...last.values()].filter(({ join }) => join),
    [...last.values()].filter(({ join }) => !join),
  ];
  const columns = (list: readonly MemberChange[]) => [
    list.map(({ segmentId }) => segmentId),
    list.map(({ subscriberId }) => subscriberId),
  ];
  const came = joining.length
    ? (await client.query<Row>(JOIN_MANUAL, [...columns(joining), workspace.id, workspace.now])).rows
    : [];
  const went = leaving.length ? (await client.query<Row>(LEAVE_MANUAL, [...columns(leaving), workspace.id])).rows : [];
  const moveOf =
    (came: boolean) =>
    ({ segment_id: segmentId, subscriber_id: subscriberId }: Row) => {
      const depth = last.get(`${segmentId} ${subscriberId}`)?.depth;
      return { segmentId, subscriberId, came, ...(depth && { depth }) };
    };
  const moves = [...came.map(moveOf(true)), ...went.map(moveOf(false))];
  const routes = await routesOf(client, workspace);
  const shards = await recordMoves(client, workspace, routes, moves);
  const segments = routes.segments.length > 0 && (await markDirty(client, workspace.id, moves));
  return { shards, segments, joined: came.length, left: went.length };
}
