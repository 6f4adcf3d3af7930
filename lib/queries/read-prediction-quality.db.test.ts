import fc from "fast-check";
import { expect, test } from "vitest";
import { enableScores } from "@/lib/commands/enable-scores";
import { ingestEvents } from "@/lib/commands/ingest-events";
import { pool } from "@/lib/db/pool";
import { withWorkspace } from "@/lib/db/with-workspace";
import { driveJourneys } from "@/lib/testing/journey-driver";
import { SeededChance } from "@/lib/testing/seeded-chance";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { readPredictionQuality } from "./read-prediction-quality";

setUpTestDatabase();

const DAY_MS = 86_400_000;
const NOW = "2026-03-02T10:00:00Z";
const TODAY = Math.floor(Date.parse(NOW) / DAY_MS);
const DAYS = 30;
/** The last day that is known: 30 full days of which today is none come after it. */
const CUT = TODAY - 1 - DAYS;

type Purchase = { day: number; amount: number };
type Crowd = Purchase[][];

async function settled(crowd: Crowd) {
  const driver = await driveJourneys({ startAt: NOW });
  await withWorkspace(driver.workspace.id, (tx) => enableScores(tx, driver.workspace.id));
  const items = crowd.flatMap((purchases, n) =>
    purchases.map(({ day, amount }) => ({
      kind: "track" as const,
      externalId: `p${n}`,
      event: "purchase_completed",
      properties: { total: amount },
      occurredAt: day * DAY_MS + 8 * 3_600_000,
    })),
  );
  for (let from = 0; from < items.length; from += 1_000)
    await ingestEvents(driver.workspace.id, items.slice(from, from + 1_000));
  await driver.settle();
  return driver;
}

/** The same by plain loops, one person at a time. */
function naive(crowd: Crowd) {
  let predicted = 0;
  const silent = { high: [0, 0], medium: [0, 0], low: [0, 0] };
  const bought = { within: [0, 0], overdue: [0, 0], later: [0, 0] };
  let [expected, spent, error, plainError] = [0, 0, 0, 0];
  for (const purchases of crowd) {
    const days: number[] = [];
    let paid = 0;
    let paidBefore = 0;
    let comes = 0;
    let pays = 0;
    for (const { day, amount } of purchases) {
      if (day <= CUT) {
        days.push(day);
        paid += amount;
        if (day > CUT - DAYS) paidBefore += amount;
      } else if (day < TODAY) {
        comes += 1;
        pays += amount;
      }
    }
    const [first, last] = [Math.min(...days), Math.max(...days)];
    if (days.length < 3 || first === last) continue;
    predicted += 1;
    const active = ((last - first) / (CUT - first)) ** (days.length - 1);
    const risk = Math.round(100 * (1 - active));
    const gap = (last - first) / (days.length - 1);
    const next = Math.floor(gap - (CUT - last) + 0.5);
    const value = (Math.floor((paid / days.length) * (365 / gap) * active + 0.5) * DAYS) / 365;
    const group = silent[risk >= 70 ? "high" : risk >= 40 ? "medium" : "low"];
    group[0] = (group[0] ?? 0) + 1;
    if (comes === 0) group[1] = (group[1] ?? 0) + 1;
    const when = bought[next < 0 ? "overdue" : next <= DAYS ? "within" : "later"];
    when[0] = (when[0] ?? 0) + 1;
    if (comes > 0) when[1] = (when[1] ?? 0) + 1;
    expected += value;
    spent += pays;
    error += Math.abs(value - pays);
    plainError += Math.abs(paidBefore - pays);
  }
  const [low, medium, high] = [silent.low, silent.medium, silent.high];
  return {
    predicted,
    low,
    medium,
    high,
    ...bought,
    expected,
    spent,
    error: error / predicted,
    plainError: plainError / predicted,
  };
}

function randomCrowd(seed: number, size: number): Crowd {
  const chance = new SeededChance(seed);
  return Array.from({ length: size }, () => {
    const gap = 3 + chance.below(60);
    const purchases: Purchase[] = [];
    let day = TODAY - 40 - chance.below(300);
    for (let n = 0; n < 8 && day <= TODAY; n += 1) {
      purchases.push({ day, amount: chance.below(20_000) / 100 });
      if (chance.happens(0.15)) break;
      day += 1 + chance.below(2 * gap);
    }
    return purchases;
  });
}

test("what is shown is what plain loops over everybody's purchases count", async () => {
  const crowd = randomCrowd(11, 400);
  const driver = await settled(crowd);
  const shown = await readPredictionQuality(driver.workspace.id, DAYS);
  const counted = naive(crowd);
  expect(shown).toMatchObject({ enabled: true, as_of: "2026-01-30", until: "2026-03-01", people: counted.predicted });
  const { churn, next_purchase: next, value } = shown.measured ?? expect.fail("not measured");
  const pair = ({ people, did }: { people: number; did: number }) => [people, did];
  expect(churn.classes.map(({ people, silent }) => [people, silent])).toEqual([
    counted.low,
    counted.medium,
    counted.high,
  ]);
  expect(pair(churn.at_risk.called)).toEqual(counted.high);
  expect([pair(next.within), pair(next.overdue), pair(next.later)]).toEqual([
    counted.within,
    counted.overdue,
    counted.later,
  ]);
  expect(value.expected).toBeCloseTo(counted.expected, 6);
  expect(value.spent).toBeCloseTo(counted.spent, 6);
  expect(value.error_mean).toBeCloseTo(counted.error, 6);
  expect(value.baseline_error_mean).toBeCloseTo(counted.plainError, 6);
  expect(counted.predicted).toBeGreaterThan(100);
  expect(Math.min(counted.low[0] ?? 0, counted.medium[0] ?? 0, counted.high[0] ?? 0)).toBeGreaterThan(10);
});

test("no purchase after the day changes what is said of it: only what came of it", async () => {
  const after = fc.record({ day: fc.integer({ min: CUT + 1, max: TODAY + 400 }), amount: fc.nat(500) });
  const before = fc.record({ day: fc.integer({ min: CUT - 200, max: CUT }), amount: fc.nat(500) });
  const crowd = fc.array(fc.array(before, { minLength: 3, maxLength: 5 }), { minLength: 40, maxLength: 45 });
  await fc.assert(
    fc.asyncProperty(
      crowd,
      fc.array(fc.array(after, { maxLength: 3 }), { minLength: 45, maxLength: 45 }),
      async (known, later) => {
        const [one, two] = await Promise.all(
          [known, known.map((purchases, n) => [...purchases, ...(later[n] ?? [])])].map(async (all) => {
            const { workspace } = await settled(all);
            return readPredictionQuality(workspace.id, DAYS);
          }),
        );
        const said = (of: typeof one) => ({
          people: of?.people,
          classes: of?.measured?.churn.classes.map(({ people, risk_mean }) => [people, risk_mean]),
          called: of?.measured?.churn.at_risk.called.people,
          plainly: of?.measured?.churn.baseline.called.people,
          expected: [of?.measured?.next_purchase.within.people, of?.measured?.next_purchase.overdue.people],
          value: of?.measured?.value.expected,
        });
        expect(said(two)).toEqual(said(one));
        const bought = later.slice(0, known.length).filter((own) => own.some(({ day }) => day < TODAY)).length;
        if (two?.measured && two.people === known.length)
          expect(two.measured.churn.all.people - two.measured.churn.all.did).toBe(bought);
      },
    ),
    { numRuns: 12 },
  );
}, 120_000);

test("too few people are not enough data, and nothing is measured where people are not scored", async () => {
  const driver = await settled(randomCrowd(5, 10));
  expect(await readPredictionQuality(driver.workspace.id, DAYS)).toMatchObject({ people_min: 30, measured: null });
  await pool().query("update score_rules set enabled = false where workspace_id = $1", [driver.workspace.id]);
  expect(await readPredictionQuality(driver.workspace.id, DAYS)).toMatchObject({ enabled: false, measured: null });
});
