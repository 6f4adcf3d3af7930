import { expect, test } from "vitest";
import { ensureBuckets } from "@/lib/db/buckets";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { checkGraph } from "@/lib/engine/check-graph";
import { stableRandom } from "@/lib/engine/stable-random";
import type { Instant } from "@/lib/journey/facts";
import type { IngestItem } from "@/lib/journey/ingest-item";
import type { WalkStep } from "@/lib/journey/outcome";
import { journeySettingsSchema } from "@/lib/journey/settings";
import { type ToldRun, tellNaive, tellSimulation, tellSteps } from "@/lib/testing/compare-runs";
import { driveJourneys } from "@/lib/testing/journey-driver";
import { interpretNaively } from "@/lib/testing/naive-interpreter";
import {
  eventPlaces,
  type SeededJourney,
  type SeededPerson,
  seededHorizon,
  seededJourney,
  seededPerson,
  seededStart,
} from "@/lib/testing/seeded-journey";
import { seededChild, seededSegments } from "@/lib/testing/seeded-step";
import { simulateSeeded } from "@/lib/testing/simulate-seeded";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { ingestEvents } from "./ingest-events";
import { publishJourney } from "./publish-journey";
import { walkShard } from "./walk-shard";

setUpTestDatabase();

const JOURNEYS = 200;
const PEOPLE_OF_EACH = 50;
const ROWS_OF_A_STATEMENT = 1_000;

type Driver = Awaited<ReturnType<typeof driveJourneys>>;
type Case = { journey: SeededJourney; journeyId: string; person: SeededPerson };

/** What the steps of seeded journeys name: two manual segments, and the journey that start_journey starts. */
async function createSurroundings({ workspace, principal }: Driver): Promise<void> {
  for (const [i, id] of seededSegments.entries())
    await prisma().segment.create({ data: { id, workspaceId: workspace.id, name: `Seeded ${i}`, kind: "manual" } });
  const graph = {
    nodes: [
      { id: "in", type: "trigger.manual", config: {} },
      { id: "out", type: "exit", config: {} },
    ],
    edges: [{ from: "in", port: "next", to: "out" }],
  };
  const settings = { reentry: { policy: "parallel" } };
  await prisma().journey.create({
    data: { id: seededChild, workspaceId: workspace.id, name: "Seeded child", graph, settings },
  });
  const result = await publishJourney(principal, seededChild);
  if (!result.ok) throw new Error(`the child was not published: ${JSON.stringify(result)}`);
}

/** The first seeds whose journeys may be published, in the workspace and live. */
async function publishSeeded(driver: Driver): Promise<{ journey: SeededJourney; journeyId: string }[]> {
  const published: { journey: SeededJourney; journeyId: string }[] = [];
  const world = {
    segments: new Set<string>(seededSegments),
    templates: new Set<string>(),
    eventNames: new Set<string>(),
  };
  for (let seed = 0; published.length < JOURNEYS; seed += 1) {
    const journey = seededJourney(seed, { webhooks: false });
    const settings = journeySettingsSchema.parse(journey.settings);
    if (checkGraph(journey.graph, settings, world).some(({ severity }) => severity === "error")) continue;
    const { id } = await prisma().journey.create({
      data: { workspaceId: driver.workspace.id, name: `Seed ${seed}`, graph: journey.graph, settings },
    });
    const result = await publishJourney(driver.principal, id);
    if (!result.ok) throw new Error(`SEED=${seed} not published: ${JSON.stringify(result)}`);
    published.push({ journey, journeyId: id });
  }
  return published;
}

async function createPeople({ workspace }: Driver, cases: readonly Case[]): Promise<void> {
  const data = cases.map(({ person: { externalId, timezone, attributes, tags } }) => ({
    workspaceId: workspace.id,
    externalId,
    email: `${externalId}@example.com`,
    timezone,
    attributes,
    tags,
  }));
  // What needs more parameters than a statement can have Prisma sends as several at once on one connection, which pg will refuse one day.
  for (let from = 0; from < data.length; from += ROWS_OF_A_STATEMENT)
    await prisma().subscriber.createMany({ data: data.slice(from, from + ROWS_OF_A_STATEMENT) });
}

/** Walks everybody up to the instant; a clock that stands there exactly, as long as this test is quick. */
async function moveTo({ workspace, shards }: Driver, at: Instant): Promise<void> {
  await pool().query("update workspaces set clock_offset_ms = $2 where id = $1", [workspace.id, at - Date.now()]);
  for (const shard of shards) await walkShard(shard);
}

async function happen(driver: Driver, items: readonly IngestItem[]): Promise<void> {
  const { accepted, errors } = await ingestEvents(driver.workspace.id, items);
  expect(errors).toEqual([]);
  expect(accepted).toBe(items.length);
  for (const shard of driver.shards) await walkShard(shard);
}

async function readRuns(driver: Driver): Promise<Map<string, ToldRun>> {
  const { rows } = await pool().query<{
    external_id: string;
    state: string;
    reason: string | null;
    ended: number | null;
    steps: WalkStep[];
    sends: { node: string; at: number }[];
  }>(
    `select s.external_id, e.state, e.end_reason as reason, (extract(epoch from e.ended_at) * 1000)::float8 as ended,
       (select jsonb_agg(step.value order by w.first_visit, w.at, step.ordinality)
        from walks w cross join jsonb_array_elements(w.steps) with ordinality step where w.enrollment_id = e.id) as steps,
       (select coalesce(jsonb_agg(jsonb_build_object('node', v.graph -> 'nodes' -> d.node::int ->> 'id',
          'at', extract(epoch from d.created_at) * 1000) order by d.visit), '[]') from sends d where d.enrollment_id = e.id and d.channel = 'email') as sends
     from enrollments e join subscribers s on s.id = e.subscriber_id join journey_versions v on v.id = e.version_id
     where e.workspace_id = $1 and e.journey_id <> $2`,
    [driver.workspace.id, seededChild],
  );
  return new Map(
    rows.map(({ external_id, state, reason, ended, steps, sends }) => {
      const end = ended === null ? undefined : { state, reason, at: ended };
      return [external_id, tellSteps(steps, sends, end, seededHorizon)];
    }),
  );
}

test("the engine on PostgreSQL, the simulation and the naive interpreter agree on 10,000 people in 200 random journeys", async () => {
  const driver = await driveJourneys();
  await ensureBuckets(pool(), seededStart, seededHorizon + 20 * 86_400_000);
  await createSurroundings(driver);
  const published = await publishSeeded(driver);
  const cases = published.flatMap(({ journey, journeyId }): Case[] =>
    Array.from({ length: PEOPLE_OF_EACH }, (_, i) => {
      const person = seededPerson(journey.seed * 1_000 + i);
      return { journey, journeyId, person };
    }),
  );
  await createPeople(driver, cases);
  await moveTo(driver, seededStart);
  await happen(
    driver,
    cases.map(({ journey, person }) => ({
      kind: "track",
      externalId: person.externalId,
      event: journey.startsWith,
      properties: {},
    })),
  );
  for (const place of eventPlaces) {
    await moveTo(driver, place);
    const items = cases.flatMap(({ person }) =>
      person.events
        .filter(({ at }) => at === place)
        .map(({ event, properties }) => ({
          kind: "track" as const,
          externalId: person.externalId,
          event,
          properties,
        })),
    );
    if (items.length > 0) await happen(driver, items);
  }
  await moveTo(driver, seededHorizon + 3_600_000);

  const runs = await readRuns(driver);
  expect(runs.size).toBe(cases.length);
  for (const { journey, journeyId, person } of cases) {
    const onPostgres = runs.get(person.externalId);
    const naive = interpretNaively(journey, person, { journeyId, chance: stableRandom, until: seededHorizon });
    const about = `journey SEED=${journey.seed}, ${person.externalId}`;
    expect(onPostgres, about).toEqual(tellNaive(naive, seededHorizon));
    expect(tellSimulation(simulateSeeded(journey, person, journeyId), seededHorizon), about).toEqual(onPostgres);
  }
}, 300_000);
