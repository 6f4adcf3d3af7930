import { ingestEvents } from "@/lib/commands/ingest-events";
import { pool } from "@/lib/db/pool";
import { eventAtATime, prepareBareInsert } from "./bare-ingest";
import { prepareFanIn } from "./fan-in";
import { type IngestScene, prepareIngestion } from "./ingest-scene";
import { alternate, type Figure, lanes, ratioOf } from "./measure";
import type { Goal, Section } from "./section";

const BATCH = 1_000;
const PEOPLE_MAX = 100_000;

const BARE = "events stored and nothing else, batch 1,000, 2 connections";
const OURS = "ingestion, 20 journeys, 5 % relevant";
const SINGLY = "an event at a time, 3 connections";

const ingest = (scene: IngestScene, relevant?: number) => async () => {
  const { accepted } = await ingestEvents(scene.workspaceId, scene.nextItems(BATCH, relevant));
  return accepted;
};

function goal(name: string, a: Figure | undefined, b: Figure | undefined, value: number): Goal[] {
  if (!a || !b) return [];
  const ratio = ratioOf(a, b);
  return [{ name, value: ratio.median, goal: value, spread: ratio }];
}

/** Goal 3: events with everything that follows from them, against storing them, and against the usual event at a time. */
export const ingestSection: Section = async (context) => {
  const people = Math.min(context.people, PEOPLE_MAX);
  const scene = await prepareIngestion(people, 20);
  const crowded = await prepareIngestion(people, 500);
  const bare = await prepareBareInsert();
  const fanIn = await prepareFanIn(people);
  const singly = eventAtATime(scene);
  const figures = await alternate(
    {
      [BARE]: (s) => lanes(2, s, () => bare(BATCH)),
      [OURS]: (s) => lanes(2, s, ingest(scene)),
      "ingestion, 500 journeys, 5 % relevant": (s) => lanes(2, s, ingest(crowded)),
      "ingestion, 20 journeys, nothing relevant": (s) => lanes(2, s, ingest(scene, 0)),
      "ingestion, 20 journeys, everything relevant": (s) => lanes(2, s, ingest(scene, 1)),
      "events that each wake somebody, stored": (s) => lanes(2, s, fanIn),
      [SINGLY]: (s) => lanes(3, s, singly),
    },
    {
      ...context,
      warmUpSeconds: 0.5,
      between: async () => {
        await pool().query("truncate bench_events, events, event_dedupe");
      },
    },
  );
  const of = (name: string) => figures.find((figure) => figure.name === name);
  return {
    figures,
    goals: [
      ...goal("3 ingestion over storing alone", of(OURS), of(BARE), 0.5),
      ...goal("3 ingestion over an event at a time", of(OURS), of(SINGLY), 10),
      ...goal("3 with 500 journeys over 20", of("ingestion, 500 journeys, 5 % relevant"), of(OURS), 0.75),
    ],
  };
};
