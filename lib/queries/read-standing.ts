import type { StandingResource } from "@/lib/api/schemas/scoring";
import { daysLaterSql, decayedSql, weeksSql } from "@/lib/audience/ageing-sql";
import { byEitherNameSql } from "@/lib/audience/other-name-sql";
import { standingSql } from "@/lib/audience/standing-sql";
import { scoreRulesOf } from "@/lib/db/score-rules-row";
import { withWorkspace } from "@/lib/db/with-workspace";
import { clockNow } from "@/lib/db/workspace-clock";
import type { JsonObject } from "@/lib/journey/json";
import { standingDay } from "@/lib/journey/standing";

const SHOWN_MAX = 10;

/** Events that earned points, with what is left of them on a day. $1 person, $2 workspace, $3 day. The same arithmetic as SCORE_ANEW. */
const CONTRIBUTIONS = `
select k.name as event, e.occurred_at as at, w.points,
  ${decayedSql("w.points", "d.days", "r.lead_half_life")} as worth
from score_rules r join event_kinds k on k.workspace_id = r.workspace_id
cross join lateral (select ${byEitherNameSql("r.lead_points", "k.name")}::float8 as points) w
join events e on e.subscriber_id = $1 and e.kind_id = k.id
cross join lateral (select greatest($3 - floor(extract(epoch from e.occurred_at) / 86400)::int, 0) as days) d
where r.workspace_id = $2 and w.points <> 0`;

/** Where a person stands at the workspace's present, and what made it. Undefined: there is no such person. */
export async function readStanding(workspaceId: number, externalId: string): Promise<StandingResource | undefined> {
  return withWorkspace(workspaceId, async (tx) => {
    const person = await tx.subscriber.findUnique({
      where: { workspaceId_externalId: { workspaceId, externalId } },
      select: { id: true },
    });
    if (!person) return undefined;
    const row = await tx.scoreRules.findUnique({ where: { workspaceId } });
    if (!row?.enabled) return { enabled: false, standing: {}, lead: null };
    const day = standingDay(clockNow(await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } })));
    const [standing] = await tx.$queryRawUnsafe<{ standing: JsonObject; weeks: number | null }[]>(
      `select ${standingSql("$2::int")} as standing, (select (select ${weeksSql("d.bits")} from (select ${daysLaterSql("x.active_days", "greatest($2::int - x.day, 0)")} as bits) d)
         from subscriber_scores x where x.workspace_id = s.workspace_id and x.subscriber_id = s.id) as weeks
       from subscribers s where s.id = $1`,
      person.id,
      day,
    );
    const [sum] = await tx.$queryRawUnsafe<{ worth: number; n: number }[]>(
      `select coalesce(sum(worth), 0)::float8 as worth, count(*)::int as n from (${CONTRIBUTIONS}) c`,
      person.id,
      workspaceId,
      day,
    );
    const best = await tx.$queryRawUnsafe<{ event: string; at: Date; points: number; worth: number }[]>(
      `select * from (${CONTRIBUTIONS}) c order by abs(worth) desc, at desc limit ${SHOWN_MAX}`,
      person.id,
      workspaceId,
      day,
    );
    const weeks = standing?.weeks ?? 0;
    return {
      enabled: true,
      standing: standing?.standing ?? {},
      lead: {
        points: sum?.worth ?? 0,
        events: sum?.n ?? 0,
        active_weeks: weeks,
        bonus: scoreRulesOf(row).lead.consistency_bonus * Math.max(weeks - 1, 0),
        contributions: best.map(({ at, ...one }) => ({ ...one, at: at.toISOString() })),
      },
    };
  });
}
