import type { ScoringResource, ScoringWrite } from "@/lib/api/schemas/scoring";
import type { Condition } from "@/lib/journey/condition";

/** One event and what it is worth; text while it is written. `key` tells rows apart on the page. */
export type PointsRow = { key: string; event: string; points: string };
export type StageRow = { key: string; stage: string; condition: Condition };

/** What the form holds: numbers are text while they are written. */
export type ScoresDraft = {
  enabled: boolean;
  leadPoints: PointsRow[];
  leadHalfLife: string;
  bonus: string;
  warm: string;
  hot: string;
  qualified: string;
  engagementPoints: PointsRow[];
  otherPoints: string;
  engagementHalfLife: string;
  highValueOver: string;
  quietEvents: string[];
  purchaseEvent: string;
  amountProperty: string;
  stages: StageRow[];
};

export type ScoresPartProps = {
  draft: ScoresDraft;
  set: (change: Partial<ScoresDraft>) => void;
  /** the message for a field of the API's body */
  error: (path: string) => string | undefined;
};

let rows = 0;
/** A key that no other row of this page has. */
export const nextKey = (): string => `row-${++rows}`;

const rowsOf = (points: Record<string, number>): PointsRow[] =>
  Object.entries(points).map(([event, worth]) => ({ key: nextKey(), event, points: String(worth) }));

export function draftOf({ enabled, rules, lifecycle }: ScoringResource): ScoresDraft {
  const { lead, engagement, activity, predictions } = rules;
  return {
    enabled,
    leadPoints: rowsOf(lead.points),
    leadHalfLife: String(lead.half_life_days),
    bonus: String(lead.consistency_bonus),
    warm: String(lead.warm),
    hot: String(lead.hot),
    qualified: String(lead.qualified),
    engagementPoints: rowsOf(engagement.points),
    otherPoints: String(engagement.other_points),
    engagementHalfLife: String(engagement.half_life_days),
    highValueOver: String(activity.high_value_over),
    quietEvents: activity.quiet_events,
    purchaseEvent: predictions.purchase_event,
    amountProperty: predictions.amount_property,
    stages: lifecycle.map((rule) => ({ key: nextKey(), ...rule })),
  };
}

/** The number that a text spells; NaN where it spells none. */
const number = (text: string): number => (text.trim() === "" ? Number.NaN : Number(text.replace(",", ".")));

const pointsOf = (all: readonly PointsRow[]) =>
  Object.fromEntries(all.filter(({ event }) => event !== "").map(({ event, points }) => [event, number(points)]));

/** What is sent. A number that is none becomes null on its way, which the API refuses with the field's name. */
export function scoringOf(draft: ScoresDraft): ScoringWrite {
  return {
    enabled: draft.enabled,
    rules: {
      lead: {
        points: pointsOf(draft.leadPoints),
        half_life_days: number(draft.leadHalfLife),
        consistency_bonus: number(draft.bonus),
        warm: number(draft.warm),
        hot: number(draft.hot),
        qualified: number(draft.qualified),
      },
      engagement: {
        points: pointsOf(draft.engagementPoints),
        other_points: number(draft.otherPoints),
        half_life_days: number(draft.engagementHalfLife),
      },
      activity: { quiet_events: draft.quietEvents, high_value_over: number(draft.highValueOver) },
      predictions: { purchase_event: draft.purchaseEvent, amount_property: draft.amountProperty.trim() },
    },
    lifecycle: draft.stages.map(({ stage, condition }) => ({ stage, condition })),
  };
}
