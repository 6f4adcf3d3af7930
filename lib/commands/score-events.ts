import type pg from "pg";
import { columnsOf } from "@/lib/db/columns";
import { SCORE_EVENTS, TELL_CLASSES } from "@/lib/db/scores.sql";
import { addToStanding, type StandingEvent } from "@/lib/journey/add-to-standing";
import type { Json } from "@/lib/journey/json";
import type { ScoreRules } from "@/lib/journey/score-rules";
import { emptyStanding, type StandingRow, standingDay } from "@/lib/journey/standing";
import { churnClasses, engagementClasses, inactiveClasses, leadClasses } from "@/lib/journey/standing-paths";
import type { IngestWorkspace } from "./ingest-workspace";

/** Somebody whose class is another one now: by path, what it was and is. */
export type Crossing = { subscriberId: string; classes: { path: string; from: Json; to: Json }[] };

type Told = {
  id: string;
  lead_was: number;
  lead_is: number;
  engagement_was: number;
  engagement_is: number;
  inactive_was: number;
  inactive_is: number;
  churn_was: number;
  churn_is: number;
};

function crossingOf(row: Told): Crossing {
  const all = [
    { path: "scores.lead_class", names: leadClasses, was: row.lead_was, is: row.lead_is },
    { path: "scores.engagement_class", names: engagementClasses, was: row.engagement_was, is: row.engagement_is },
    { path: "activity.inactive_class", names: inactiveClasses, was: row.inactive_was, is: row.inactive_is },
    { path: "predictions.churn_class", names: churnClasses, was: row.churn_was, is: row.churn_is },
  ];
  const crossed = all.filter(({ was, is }) => was !== is);
  const classes = crossed.map(({ path, names, was, is }) => ({
    path,
    from: names[was] ?? null,
    to: names[is] ?? null,
  }));
  return { subscriberId: row.id, classes };
}

/** Notes what classes these people are in now; gives who has changed since it was last noted. Their score rows are locked from here on. */
export async function tellClasses(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  subscriberIds: readonly string[],
): Promise<Crossing[]> {
  if (subscriberIds.length === 0) return [];
  const { rows } = await client.query<Told>({
    name: "tell-classes",
    text: TELL_CLASSES,
    values: [workspace.id, subscriberIds, standingDay(workspace.now)],
  });
  return rows.map(crossingOf);
}

/**
 * Adds new events to their people's scores: one statement for the whole batch, whatever they did before, and another only when somebody
 * comes into another class. Call where the workspace scores, after the events are stored.
 */
export async function scoreEvents(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  rules: ScoreRules,
  events: readonly { subscriberId: string; event: StandingEvent }[],
): Promise<Crossing[]> {
  const gained = new Map<string, StandingRow>();
  for (const { subscriberId, event } of events) {
    const before = gained.get(subscriberId) ?? emptyStanding(standingDay(event.occurred_at));
    const after = addToStanding(before, event, rules);
    if (after !== before) gained.set(subscriberId, after);
  }
  if (gained.size === 0) return [];
  const columns = [...gained].map(([id, row]) => ({ id, ...row }));
  const scores = columnsOf(columns, {
    id: "plain",
    day: "plain",
    lead: "plain",
    engagement: "plain",
    active_days: "plain",
    last_seen_at: "plain",
  });
  const purchases = columnsOf(columns, {
    purchases: "plain",
    first_purchase_day: "plain",
    last_purchase_day: "plain",
    spent: "plain",
  });
  const { rows } = await client.query<{ id: string }>({
    name: "score-events",
    text: SCORE_EVENTS,
    values: [
      workspace.id,
      ...scores,
      standingDay(workspace.now),
      rules.lead.half_life_days,
      rules.engagement.half_life_days,
      ...purchases,
    ],
  });
  return tellClasses(
    client,
    workspace,
    rows.map(({ id }) => id),
  );
}
