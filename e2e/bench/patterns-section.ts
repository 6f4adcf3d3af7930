import { buildPatterns } from "@/lib/commands/build-patterns";
import { ingestEvents } from "@/lib/commands/ingest-events";
import { publishJourney } from "@/lib/commands/publish-journey";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import type { JsonObject } from "@/lib/journey/json";
import { properties } from "./ingest-scene";
import { alternate, type Figure, lanes, ratioOf } from "./measure";
import type { Goal, Section } from "./section";

const BATCH = 1_000;
const PEOPLE_MAX = 100_000;
/** As many as the pattern remembers, and ten times a hundred thousand. */
const FEW = 3;
const MANY = 10;
const EVENT = "product_view";

const WITHOUT = "ingestion, one journey on another event";
const FRESH = "every event held against a pattern, nobody has a past";
const SHORT = `every event held against a pattern, ${FEW} events behind everybody`;
const LONG = `every event held against a pattern, ${MANY} events behind everybody`;

/** True of everybody with a past from the start, so that what is measured is the following and not the entering. */
const PATTERN: JsonObject = { kind: "count", events: [{ event: EVENT, min: FEW, within: "P7D" }] };

async function prepare(people: number, trigger: { type: string; config: JsonObject }, eventsEach: number) {
  const workspace = await prisma().workspace.create({
    data: { slug: `patterns-${crypto.randomUUID().slice(0, 8)}`, name: "Patterns", mode: "live" },
  });
  await pool().query(
    "insert into subscribers (workspace_id, external_id) select $1, 'i' || g from generate_series(0, $2::int - 1) g",
    [workspace.id, people],
  );
  const { rows } = await pool().query<{ id: number }>(
    "insert into event_kinds (workspace_id, name) values ($1, $2) returning id",
    [workspace.id, EVENT],
  );
  await pool().query(
    `insert into events (workspace_id, subscriber_id, kind_id, id, occurred_at, received_at, properties)
     select $1, s.id, $2, gen_random_uuid(), t.at, t.at, '{"price": 29.9}' from subscribers s, generate_series(1, $3::int) g,
       lateral (select now() - g * interval '6 hours' - s.id % 3600 * interval '1 second' as at) t
     where s.workspace_id = $1`,
    [workspace.id, rows[0]?.id, eventsEach],
  );
  const graph = {
    nodes: [
      { id: "start", ...trigger },
      { id: "end", type: "exit", config: {} },
    ],
    edges: [{ from: "start", port: "next", to: "end" }],
  };
  const journey = await prisma().journey.create({ data: { workspaceId: workspace.id, name: "J", graph } });
  const principal = { kind: "key", keyId: "bench", scope: "full", workspaceId: workspace.id } as const;
  const published = await publishJourney(principal, journey.id);
  if (!published.ok) throw new Error(JSON.stringify(published));
  const from = performance.now();
  await buildPatterns();
  const buildSeconds = (performance.now() - from) / 1_000;
  const ingest = async () => {
    const items = Array.from({ length: BATCH }, () => ({
      kind: "track" as const,
      externalId: `i${Math.floor(Math.random() * people)}`,
      event: EVENT,
      properties: properties(),
    }));
    return (await ingestEvents(workspace.id, items)).accepted;
  };
  return { ingest, buildSeconds };
}

/**
 * What a pattern costs an event, and that it costs no more with a million events behind it than with those it remembers. (Somebody without
 * a state costs less than either: there is nothing to read.)
 */
export const patternsSection: Section = async (context) => {
  const people = Math.min(context.people, PEOPLE_MAX);
  const pattern = { type: "trigger.pattern", config: PATTERN };
  const without = await prepare(people, { type: "trigger.event", config: { event: "elsewhere" } }, 0);
  const fresh = await prepare(people, pattern, 0);
  const short = await prepare(people, pattern, FEW);
  const long = await prepare(people, pattern, MANY);
  await pool().query("vacuum analyze subscribers, events, pattern_states");
  const figures = await alternate(
    {
      [WITHOUT]: (s) => lanes(2, s, without.ingest),
      [FRESH]: (s) => lanes(2, s, fresh.ingest),
      [SHORT]: (s) => lanes(2, s, short.ingest),
      [LONG]: (s) => lanes(2, s, long.ingest),
    },
    { ...context, warmUpSeconds: 0.5 },
  );
  const of = (name: string): Figure | undefined => figures.find((figure) => figure.name === name);
  const [a, b] = [of(LONG), of(SHORT)];
  const ratio = a && b && ratioOf(a, b);
  const goals: Goal[] = [
    ...(ratio
      ? [
          {
            name: "events with a long past over events with a short one",
            value: ratio.median,
            goal: 0.8,
            spread: ratio,
          },
        ]
      : []),
    {
      name: "people a second whose state is built from history",
      value: people / Math.max(long.buildSeconds, 0.001),
      goal: 5_000,
    },
  ];
  return { figures, goals };
};
