/** Classes of the lead score, by its thresholds. Their order is stored: only add at the end. */
export const leadClasses = ["cold", "warm", "hot", "qualified"] as const;
/** Classes of the engagement score. Their order is stored. */
export const engagementClasses = ["low", "at_risk", "moderate", "highly_engaged"] as const;
/** Kinds of silence (FEATURES U7). Their order is stored. */
export const inactiveClasses = [
  "active",
  "recently_disengaged_high_value",
  "moderately_inactive",
  "long_term_inactive",
  "dormant",
] as const;

/** Classes of the churn risk. Their order is stored. */
export const churnClasses = ["not_enough_data", "low", "medium", "high"] as const;

export type StandingPath = {
  path: string;
  label: string;
  type: "number" | "text" | "date";
  /** the values there are */
  values: readonly string[];
  help: string;
};

/**
 * What a workspace that scores its people knows of each, by the paths of conditions and Liquid. Nothing is there while scores are
 * off. Exactly these names are meant; any other name below `scores`, `activity` or `predictions` is an attribute.
 */
export const standingPaths: readonly StandingPath[] = [
  {
    path: "scores.lead",
    label: "Lead score",
    type: "number",
    values: [],
    help: "Points for behaviour, fading with time",
  },
  {
    path: "scores.lead_class",
    label: "Lead class",
    type: "text",
    values: leadClasses,
    help: "cold, warm, hot or qualified",
  },
  { path: "scores.engagement", label: "Engagement score", type: "number", values: [], help: "0 to 100" },
  {
    path: "scores.engagement_class",
    label: "Engagement class",
    type: "text",
    values: engagementClasses,
    help: "highly engaged, moderate, at risk or low",
  },
  { path: "activity.last_seen_at", label: "Last seen", type: "date", values: [], help: "Their latest sign of life" },
  {
    path: "activity.inactive_class",
    label: "Kind of silence",
    type: "text",
    values: inactiveClasses,
    help: "Active, or how long silent for how often they are mailed",
  },
  {
    path: "predictions.churn_risk",
    label: "Churn risk",
    type: "number",
    values: [],
    help: "Percent, from their own gaps between purchases",
  },
  {
    path: "predictions.churn_class",
    label: "Churn class",
    type: "text",
    values: churnClasses,
    help: "low, medium from 40, high from 70, or not enough data",
  },
  {
    path: "predictions.next_purchase_in_days",
    label: "Days to their next purchase",
    type: "number",
    values: [],
    help: "As their gaps so far say; negative: overdue",
  },
  {
    path: "predictions.value_12_months",
    label: "Value of the next 12 months",
    type: "number",
    values: [],
    help: "Expected spending",
  },
];

const known = new Set(standingPaths.map(({ path }) => path));

/** Whether a path is one of these, and not an attribute. */
export function isStandingPath(path: string): boolean {
  return known.has(path);
}

/** Whether a path is a class: it changes seldom, and triggers can watch it. */
export function isClassPath(path: string): boolean {
  return standingPaths.some((standing) => standing.path === path && standing.values.length > 0);
}

const mention = new RegExp(
  `(?<![\\w.])(${standingPaths.map(({ path }) => path.replace(".", "\\.")).join("|")})(?![\\w])`,
);

/** Whether settings name one of these, in a condition, a picker or Liquid. Too often yes is harmless. */
export function mentionsStanding(settings: unknown): boolean {
  return mention.test(JSON.stringify(settings ?? null));
}
