import {
  type BacktestPeopleQuery,
  type BacktestPerson,
  type BacktestResource,
  backtestFiguresSchema,
  backtestSchema,
} from "@/lib/api/schemas/backtest";
import type { List } from "@/lib/api/schemas/common";
import { Prisma } from "@/lib/db/generated/prisma/client";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { isReplayed } from "@/lib/engine/trigger-moments";
import { graphSchema } from "@/lib/journey/graph";

type Row = {
  id: string;
  journey_id: string;
  status: string;
  graph: unknown;
  from_at: Date;
  until_at: Date;
  cap: number;
  people_total: number | null;
  people_done: number;
  result: unknown;
  error: string | null;
  created_at: Date;
  finished_at: Date | null;
};

const LISTED_MAX = 20;

/** The newest backtests of a journey; undefined when there is no such journey of ours. */
export async function listBacktests(workspaceId: number, journeyId: string): Promise<BacktestResource[] | undefined> {
  return withWorkspace(workspaceId, async (tx) => {
    const journey = await tx.journey.findFirst({ where: { id: journeyId, workspaceId }, select: { id: true } });
    if (!journey) return undefined;
    const rows = await tx.$queryRaw<Row[]>`
      select * from backtests where journey_id = ${journeyId}::uuid order by created_at desc limit ${LISTED_MAX}`;
    return present(tx, rows);
  });
}

export async function readBacktest(
  workspaceId: number,
  journeyId: string,
  id: string,
): Promise<BacktestResource | undefined> {
  return withWorkspace(workspaceId, async (tx) => {
    const rows = await tx.$queryRaw<Row[]>`
      select * from backtests where id = ${id}::uuid and journey_id = ${journeyId}::uuid`;
    return (await present(tx, rows))[0];
  });
}

async function present(tx: Tx, rows: Row[]): Promise<BacktestResource[]> {
  const figures = rows.map(({ result }) => backtestFiguresSchema.parse(result));
  const ids = [...new Set(figures.flatMap(({ overlaps }) => Object.keys(overlaps)))];
  const journeys = await tx.journey.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return rows.map((row, i) => ({
    id: row.id,
    journey_id: row.journey_id,
    status: backtestSchema.shape.status.parse(row.status),
    from: row.from_at.toISOString(),
    until: row.until_at.toISOString(),
    cap: row.cap,
    people_total: row.people_total,
    people_done: row.people_done,
    figures: figures[i] ?? backtestFiguresSchema.parse({}),
    journeys: journeys.filter(({ id }) => figures[i]?.overlaps[id] !== undefined),
    not_replayed: graphSchema
      .parse(row.graph)
      .nodes.filter(({ type }) => type.startsWith("trigger.") && !isReplayed(type))
      .map(({ id }) => id),
    error: row.error,
    created_at: row.created_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
  }));
}

/** The people behind the figures, most mails first. Undefined: no such backtest of ours, or a cursor of none of ours. */
export async function listBacktestPeople(
  workspaceId: number,
  journeyId: string,
  id: string,
  { limit, cursor, node_id, journey_id, over_cap }: BacktestPeopleQuery,
): Promise<List<BacktestPerson> | undefined> {
  const after = /^(\d{1,9})~(\d{1,18})$/.exec(cursor ?? "") ?? undefined;
  if (cursor !== undefined && !after) return undefined;
  return withWorkspace(workspaceId, async (tx) => {
    const [found] = await tx.$queryRaw<{ cap: number }[]>`
      select cap from backtests where id = ${id}::uuid and journey_id = ${journeyId}::uuid`;
    if (!found) return undefined;
    const filters = [
      node_id && Prisma.sql`and ${node_id} = any(p.nodes)`,
      journey_id && Prisma.sql`and ${journey_id}::uuid = any(p.journeys)`,
      over_cap && Prisma.sql`and p.peak > ${found.cap}`,
      after && Prisma.sql`and (p.mails, p.subscriber_id) < (${Number(after[1])}, ${BigInt(after[2] ?? 0)})`,
    ].flatMap((filter) => (filter ? [filter] : []));
    const rows = await tx.$queryRaw<(BacktestPerson & { id: bigint })[]>`
      select p.subscriber_id as id, s.external_id, s.email, s.first_name, s.last_name, p.entries, p.mails, p.peak
      from backtest_people p join subscribers s on s.id = p.subscriber_id
      where p.backtest_id = ${id}::uuid and p.looked_at ${filters.length > 0 ? Prisma.join(filters, " ") : Prisma.empty}
      order by p.mails desc, p.subscriber_id desc limit ${limit + 1}`;
    const data = rows.slice(0, limit);
    const last = data.at(-1);
    return {
      data: data.map(({ id: _id, ...person }) => person),
      next_cursor: rows.length > limit && last ? `${last.mails}~${last.id}` : null,
    };
  });
}
