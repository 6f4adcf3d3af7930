import { type ScoreRules, scoreRulesSchema } from "@/lib/journey/score-rules";

/** The columns of score_rules that hold the rules, as Prisma names them. */
export type ScoreRulesRow = {
  leadPoints: unknown;
  leadHalfLife: number;
  leadBonus: number;
  leadWarm: number;
  leadHot: number;
  leadQualified: number;
  engagementPoints: unknown;
  engagementOther: number;
  engagementHalfLife: number;
  quietEvents: unknown;
  highValueOver: number;
  purchaseEvent: string;
  purchaseAmount: string;
};

/** A stored row as rules. Throws when it holds what no version of this product writes. */
export function scoreRulesOf(row: ScoreRulesRow): ScoreRules {
  return scoreRulesSchema.parse({
    lead: {
      points: row.leadPoints,
      half_life_days: row.leadHalfLife,
      consistency_bonus: row.leadBonus,
      warm: row.leadWarm,
      hot: row.leadHot,
      qualified: row.leadQualified,
    },
    engagement: {
      points: row.engagementPoints,
      other_points: row.engagementOther,
      half_life_days: row.engagementHalfLife,
    },
    activity: { quiet_events: row.quietEvents, high_value_over: row.highValueOver },
    predictions: { purchase_event: row.purchaseEvent, amount_property: row.purchaseAmount },
  });
}

/** Rules as a row. */
export function scoreRulesRow({ lead, engagement, activity, predictions }: ScoreRules) {
  return {
    leadPoints: lead.points,
    leadHalfLife: lead.half_life_days,
    leadBonus: lead.consistency_bonus,
    leadWarm: lead.warm,
    leadHot: lead.hot,
    leadQualified: lead.qualified,
    engagementPoints: engagement.points,
    engagementOther: engagement.other_points,
    engagementHalfLife: engagement.half_life_days,
    quietEvents: activity.quiet_events,
    highValueOver: activity.high_value_over,
    purchaseEvent: predictions.purchase_event,
    purchaseAmount: predictions.amount_property,
  };
}
