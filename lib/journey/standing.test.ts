import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addToStanding, type StandingEvent } from "./add-to-standing";
import { type ScoreRules, scoreRulesSchema } from "./score-rules";
import { emptyStanding, type StandingAbout, type StandingRow, standingAt, standingDay } from "./standing";

const DAY = 86_400_000;
const now = Date.UTC(2026, 2, 2, 10);
const rules = scoreRulesSchema.parse({});
const about: StandingAbout = { created_at: now - 400 * DAY, lifetime_value: undefined, mails_since: 0 };
const at = (event: string, daysAgo: number): StandingEvent => ({ event, occurred_at: now - daysAgo * DAY });
const rowOf = (events: StandingEvent[], by = rules): StandingRow =>
  events.reduce((row, event) => addToStanding(row, event, by), emptyStanding(0));
const scoresOf = (events: StandingEvent[]) => standingAt(rowOf(events), rules, about, now).scores;

/** U4 and U5 from their words: every event looked at again, nothing remembered. */
function naive(events: readonly StandingEvent[], { lead, engagement, activity }: ScoreRules, today: number) {
  const sum = (points: (event: StandingEvent) => number, halfLife: number) =>
    events.reduce(
      (all, event) => all + points(event) * 0.5 ** ((today - standingDay(event.occurred_at)) / halfLife),
      0,
    );
  const own = (event: StandingEvent) => !event.emitted && !activity.quiet_events.includes(event.event);
  const earned = events.filter((event) => (lead.points[event.event] ?? 0) !== 0);
  const weeks = [0, 1, 2, 3].filter((week) =>
    earned.some(({ occurred_at }) => Math.floor((today - standingDay(occurred_at)) / 7) === week),
  ).length;
  const raw = sum(({ event }) => lead.points[event] ?? 0, lead.half_life_days);
  const bonus = 1 + (Math.max(weeks - 1, 0) * lead.consistency_bonus) / 100;
  const engaged = sum(
    (event) => (own(event) ? (engagement.points[event.event] ?? engagement.other_points) : 0),
    engagement.half_life_days,
  );
  const seen = events.filter(own).map(({ occurred_at }) => occurred_at);
  return { lead: raw * bonus, engagement: Math.min(engaged, 100), lastSeen: seen.length ? Math.max(...seen) : null };
}

describe("U4 lead score", () => {
  test("points by behaviour, and the classes they make", () => {
    expect(scoresOf([])).toMatchObject({ lead: 0, lead_class: "cold" });
    expect(scoresOf([at("webinar_signup", 0), at("email_opened", 0)])).toMatchObject({ lead: 25, lead_class: "cold" });
    expect(scoresOf([at("webinar_signup", 0), at("email_clicked", 0)])).toMatchObject({ lead: 30, lead_class: "warm" });
    expect(scoresOf([at("demo_request", 0), at("email_clicked", 0)])).toMatchObject({ lead: 60, lead_class: "hot" });
    expect(scoresOf([at("demo_request", 0), at("demo_request", 0)])).toMatchObject({
      lead: 100,
      lead_class: "qualified",
    });
    expect(scoresOf([at("something_else", 0)])).toMatchObject({ lead: 0 });
  });

  test("older behaviour counts less: half after thirty days, a quarter after sixty", () => {
    expect(scoresOf([at("demo_request", 30)])).toMatchObject({ lead: 25 });
    expect(scoresOf([at("demo_request", 60)])).toMatchObject({ lead: 13 });
    expect(scoresOf([at("demo_request", 3_000)])).toMatchObject({ lead: 0 });
  });

  test("ten percent more for every active week of the last four beyond the first", () => {
    const weekly = [0, 7, 14, 21].map((ago) => at("demo_request", ago));
    const raw = [0, 7, 14, 21].reduce((sum, ago) => sum + 50 * 0.5 ** (ago / 30), 0);
    expect(scoresOf(weekly).lead).toBe(Math.round(raw * 1.3));
    expect(scoresOf([...weekly, at("demo_request", 28)]).lead).toBe(Math.round((raw + 50 * 0.5 ** (28 / 30)) * 1.3));
    expect(scoresOf([at("demo_request", 0), at("demo_request", 6)]).lead).toBe(Math.round(50 + 50 * 0.5 ** (6 / 30)));
  });
});

describe("U4 one behaviour under two names", () => {
  test("a page_visit earns what a page_viewed does, also where the rules know the other name only", () => {
    expect(scoresOf([at("page_visit", 0)]).lead).toBe(8);
    expect(scoresOf([at("page_viewed", 0), at("page_visit", 0)]).lead).toBe(16);
    const renamed = { ...rules, lead: { ...rules.lead, points: { page_visit: 3 } } };
    const both = { ...rules, lead: { ...rules.lead, points: { page_visit: 3, page_viewed: 4 } } };
    const lead = (own: typeof rules) =>
      standingAt(
        [at("page_viewed", 0), at("page_visit", 0)].reduce(
          (row, one) => addToStanding(row, one, own),
          emptyStanding(0),
        ),
        own,
        about,
        now,
      ).scores.lead;
    expect([lead(renamed), lead(both)]).toEqual([6, 7]);
  });

  test("one is quiet where the other is", () => {
    const quiet = { ...rules, activity: { ...rules.activity, quiet_events: ["page_viewed"] } };
    const row = addToStanding(emptyStanding(0), at("page_visit", 0), quiet);
    expect(row).toMatchObject({ lead: 8, engagement: 0, last_seen_at: null });
  });
});

describe("U5 engagement", () => {
  test("0 to 100, with its classes", () => {
    expect(scoresOf([])).toMatchObject({ engagement: 0, engagement_class: "low" });
    expect(scoresOf([at("page_viewed", 0)])).toMatchObject({ engagement: 5, engagement_class: "low" });
    expect(scoresOf([at("purchase_completed", 0), at("email_clicked", 0)])).toMatchObject({
      engagement: 60,
      engagement_class: "moderate",
    });
    expect(scoresOf(Array.from({ length: 9 }, () => at("purchase_completed", 0)))).toMatchObject({
      engagement: 100,
      engagement_class: "highly_engaged",
    });
    expect(scoresOf([at("purchase_completed", 31)])).toMatchObject({ engagement_class: "at_risk" });
    expect(scoresOf([at("purchase_completed", 30)])).toMatchObject({ engagement_class: "low" });
  });

  test("what nobody did of their own accord is no sign of life", () => {
    const row = rowOf([at("email_unsubscribed", 0), { ...at("page_viewed", 0), emitted: true }]);
    expect(standingAt(row, rules, about, now)).toMatchObject({
      scores: { engagement: 0, lead: 8 },
      activity: { last_seen_at: null },
    });
  });
});

describe("U7 kinds of silence", () => {
  const kind = (silent: number, mails: number, value = 0) =>
    standingAt(rowOf([at("page_viewed", silent)]), rules, { ...about, mails_since: mails, lifetime_value: value }, now)
      .activity.inactive_class;

  test("whoever is mailed often is inactive after 30 days, sometimes after 90, rarely after 180", () => {
    expect([kind(29, 12), kind(30, 12)]).toEqual(["active", "moderately_inactive"]);
    expect([kind(89, 3), kind(90, 11)]).toEqual(["active", "moderately_inactive"]);
    expect([kind(179, 2), kind(180, 0)]).toEqual(["active", "long_term_inactive"]);
    expect([kind(364, 12), kind(365, 0)]).toEqual(["long_term_inactive", "dormant"]);
  });

  test("people of high value have just gone quiet for sixty days more", () => {
    expect([kind(30, 12, 1_000), kind(30, 12, 1_001)]).toEqual([
      "moderately_inactive",
      "recently_disengaged_high_value",
    ]);
    expect([kind(89, 12, 1_001), kind(90, 12, 1_001)]).toEqual([
      "recently_disengaged_high_value",
      "moderately_inactive",
    ]);
    expect([kind(239, 0, 5_000), kind(240, 0, 5_000)]).toEqual([
      "recently_disengaged_high_value",
      "long_term_inactive",
    ]);
  });

  test("who was never heard of is silent since they came", () => {
    expect(standingAt(emptyStanding(0), rules, about, now).activity).toEqual({
      last_seen_at: null,
      inactive_class: "dormant",
    });
  });
});

const arbitraryRules = fc
  .record({ lead: fc.integer({ min: 1, max: 400 }), engagement: fc.integer({ min: 1, max: 60 }), bonus: fc.nat(30) })
  .map(({ lead, engagement, bonus }) =>
    scoreRulesSchema.parse({
      lead: { half_life_days: lead, consistency_bonus: bonus },
      engagement: { half_life_days: engagement },
    }),
  );
const arbitraryEvent = fc.record({
  event: fc.constantFrom("email_opened", "demo_request", "purchase_completed", "custom", "email_unsubscribed"),
  occurred_at: fc.integer({ min: now - 500 * DAY, max: now }),
  emitted: fc.boolean(),
});

test("a running score is what looking at every event again would give, in whatever order they arrive and late ones included", () => {
  fc.assert(
    fc.property(
      fc.array(arbitraryEvent, { maxLength: 40 }).chain((events) =>
        fc.record({
          events: fc.constant(events),
          arrived: fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
          rules: arbitraryRules,
          later: fc.nat(60),
        }),
      ),
      ({ events, arrived, rules: by, later }) => {
        const row = arrived.reduce((sum, event) => addToStanding(sum, event, by), emptyStanding(0));
        const today = standingDay(now) + later;
        const truth = naive(events, by, today);
        const { scores, activity } = standingAt(row, by, about, today * DAY);
        expect(scores.lead).toBe(Math.floor(truth.lead + 0.5 + 1e-9));
        expect(scores.engagement).toBe(Math.min(Math.floor(truth.engagement + 0.5 + 1e-9), 100));
        expect(activity.last_seen_at).toBe(truth.lastSeen === null ? null : new Date(truth.lastSeen).toISOString());
      },
    ),
    { numRuns: 3_000 },
  );
});

describe("T20 predictions", () => {
  const bought = (...daysAgo: number[]) =>
    standingAt(
      rowOf(daysAgo.map((ago) => ({ ...at("purchase_completed", ago), properties: { total: 20 } }))),
      rules,
      about,
      now,
    ).predictions;

  test("three purchases on more than one day are needed", () => {
    const nothing = {
      churn_risk: null,
      churn_class: "not_enough_data",
      next_purchase_in_days: null,
      value_12_months: null,
    };
    expect([bought(), bought(10, 0), bought(3, 3, 3)]).toEqual([nothing, nothing, nothing]);
  });

  test("who keeps to their own gap is no risk; the longer beyond it the more", () => {
    expect(bought(40, 20, 0)).toEqual({
      churn_risk: 0,
      churn_class: "low",
      next_purchase_in_days: 20,
      value_12_months: 365,
    });
    expect(bought(60, 40, 20)).toMatchObject({ churn_risk: 56, churn_class: "medium", next_purchase_in_days: 0 });
    expect(bought(140, 120, 100)).toMatchObject({ churn_risk: 92, churn_class: "high", next_purchase_in_days: -80 });
  });
});
