import type pg from "pg";
import { jsonArray, plainArray, textArray } from "@/lib/db/array-literal";
import { ADD_RATE_LIMITS, LOCK_RATE_LIMITS, WRITE_TURNS } from "@/lib/db/rate-limits.sql";
import type { Instant } from "@/lib/journey/facts";
import { type Turn, takeTurns } from "@/lib/journey/take-turns";
import type { Walked } from "../walked";
import { type PlannedWrite, plannedWrites } from "./planned-write";

type Asked = PlannedWrite<"take_turn">;
type Line = { journeyId: string; nodeId: string; workspaceId: number; asked: Asked[] };

/**
 * Gives everybody of a batch who has come to a rate limit their turn, before the batch's waits are written: the person is due then, and the
 * run remembers it. The line's row stays locked until the batch commits, so any number of workers hand out one line's turns one after another.
 */
export async function assignTurns(client: pg.ClientBase, all: readonly Walked[]): Promise<readonly Walked[]> {
  const waiting = plannedWrites(all, ["take_turn"]).filter(
    ({ walked: { walk }, planned }) => walk.kind === "waits" && walk.position.visit === planned.visit,
  );
  if (waiting.length === 0) return all;
  const lines = linesOf(waiting);
  const keys = [plainArray(lines.map((line) => line.journeyId)), textArray(lines.map((line) => line.nodeId))];
  await client.query(ADD_RATE_LIMITS, [...keys, plainArray(lines.map((line) => line.workspaceId))]);
  const { rows } = await client.query<{ journey_id: string; node_id: string; turns: Turn[] }>(LOCK_RATE_LIMITS, keys);
  const before = new Map(rows.map((row) => [`${row.journey_id} ${row.node_id}`, row.turns]));
  const turnOf = new Map<Walked, { node: string; at: Instant }>();
  const after = lines.map(({ journeyId, nodeId, asked }) => {
    const [{ effect } = { effect: { count: 1, periodMs: 1 } }] = asked;
    const arrivals = asked.map(({ walked }) => walked.now);
    const taken = takeTurns(before.get(`${journeyId} ${nodeId}`) ?? [], arrivals, effect.count, effect.periodMs);
    asked.forEach(({ walked }, i) => {
      turnOf.set(walked, { node: nodeId, at: taken.moments[i] ?? walked.now });
    });
    return taken.turns;
  });
  await client.query(WRITE_TURNS, [...keys, jsonArray(after)]);
  return all.map((walked) => withTurn(walked, turnOf.get(walked)));
}

/** By step; within a line in the order of arrival. Of versions with different settings the newest speaks for all. */
function linesOf(asked: readonly Asked[]): Line[] {
  const groups = Map.groupBy(asked, ({ walked, planned }) => `${walked.version.journeyId} ${planned.node}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { walked, planned } = first;
    const inOrder = [...group].sort(
      (a, b) => a.walked.now - b.walked.now || (BigInt(a.walked.row.id) < BigInt(b.walked.row.id) ? -1 : 1),
    );
    const newest = Math.max(...group.map((one) => one.walked.version.id));
    const speaking = group.find((one) => one.walked.version.id === newest) ?? first;
    return [
      {
        journeyId: walked.version.journeyId,
        nodeId: planned.node,
        workspaceId: walked.row.workspace_id,
        asked: inOrder.map((one) => ({ ...one, effect: speaking.effect })),
      },
    ];
  });
}

function withTurn(walked: Walked, turn: { node: string; at: Instant } | undefined): Walked {
  const { walk } = walked;
  if (!turn || walk.kind !== "waits") return walked;
  const { due_at } = walk.position;
  const position = { ...walk.position, due_at: due_at === "forever" ? turn.at : Math.min(due_at, turn.at) };
  const run = { ...walk.run, turns: { ...walk.run.turns, [turn.node]: turn.at } };
  return { ...walked, walk: { ...walk, position, run, runChanged: true } };
}
