import type { PredictionQualityResource } from "@/lib/api/schemas/prediction-quality";
import { scoreRulesOf } from "@/lib/db/score-rules-row";
import { withWorkspace } from "@/lib/db/with-workspace";
import { clockNow } from "@/lib/db/workspace-clock";
import { PURCHASES_MIN } from "@/lib/journey/predict";
import { type HeldOut, MEASURED_PEOPLE_MIN, measurePredictions } from "@/lib/journey/prediction-quality";
import { standingDay } from "@/lib/journey/standing";

/** More people are not looked at: a sample says as much, and costs what a page may cost. */
const PEOPLE_MAX = 20_000;
const DAY_MS = 86_400_000;

/**
 * The purchases of people who have enough of them today, on both sides of a day; the same people each time where there are more than are looked
 * at. $1 workspace, $2 the day, $3 how many days after it, $4 the event, $5 the amount's path, $6 purchases at least, $7 people at most.
 */
const HELD_OUT = `
with people as materialized (
  select subscriber_id from subscriber_scores where workspace_id = $1 and purchases >= $6
  order by hashint8extended(subscriber_id, 0), subscriber_id limit $7
), bought as (
  select e.subscriber_id, floor(extract(epoch from e.occurred_at) / 86400)::int as day,
    case when jsonb_typeof(e.properties #> $5::text[]) = 'number'
      then greatest(least((e.properties #>> $5::text[])::numeric, 1e12), -1e12)::float8 else 0 end as amount
  from people p join events e on e.subscriber_id = p.subscriber_id
  where e.kind_id = (select id from event_kinds where workspace_id = $1 and name = $4)
)
select count(*) filter (where day <= $2)::int as purchases, min(day) filter (where day <= $2) as first_purchase_day,
  max(day) filter (where day <= $2) as last_purchase_day, coalesce(sum(amount) filter (where day <= $2), 0) as spent,
  coalesce(sum(amount) filter (where day > $2 - $3 and day <= $2), 0) as spent_before,
  count(*) filter (where day > $2 and day <= $2 + $3)::int as later_purchases,
  min(day) filter (where day > $2 and day <= $2 + $3) as later_first_day,
  coalesce(sum(amount) filter (where day > $2 and day <= $2 + $3), 0) as later_spent
from bought group by subscriber_id`;

type Row = HeldOut["known"] & {
  spent_before: number;
  later_purchases: number;
  later_first_day: number | null;
  later_spent: number;
};

const dateOf = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);

/**
 * What the workspace's predictions would have said `days` days ago, held against what happened since: full days of UTC, today's not among them.
 * Purchases count by the day they are dated, also those that were told afterwards.
 */
export async function readPredictionQuality(workspaceId: number, days: number): Promise<PredictionQualityResource> {
  return withWorkspace(workspaceId, async (tx) => {
    const row = await tx.scoreRules.findUnique({ where: { workspaceId } });
    const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const day = standingDay(clockNow(workspace)) - 1 - days;
    const base = { enabled: row?.enabled === true, days, as_of: dateOf(day), until: dateOf(day + days) };
    const nothing = {
      ...base,
      looked_at: 0,
      sampled: false,
      people: 0,
      people_min: MEASURED_PEOPLE_MIN,
      measured: null,
    };
    if (!row?.enabled) return nothing;
    const { predictions } = scoreRulesOf(row);
    const rows = await tx.$queryRawUnsafe<Row[]>(
      HELD_OUT,
      workspaceId,
      day,
      days,
      predictions.purchase_event,
      predictions.amount_property.split("."),
      PURCHASES_MIN,
      PEOPLE_MAX,
    );
    const people = rows.map(
      ({ spent_before, later_purchases, later_first_day, later_spent, ...known }): HeldOut => ({
        known,
        spent_before,
        later: { purchases: later_purchases, first_day: later_first_day, spent: later_spent },
      }),
    );
    const { predicted, quality } = measurePredictions(people, day, days);
    return {
      ...nothing,
      looked_at: people.length,
      sampled: people.length === PEOPLE_MAX,
      people: predicted,
      measured: quality ?? null,
    };
  });
}
