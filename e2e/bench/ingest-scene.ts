import { publishJourney } from "@/lib/commands/publish-journey";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import type { IngestItem } from "@/lib/journey/ingest-item";

/** Event names in use; those of the journeys are among them: with 10 of 200 relevant, one event in twenty is. */
const NAMES = 200;
export const RELEVANT = 10;

export type IngestScene = { workspaceId: number; nextItems: (count: number, relevant?: number) => IngestItem[] };

let batches = 0;

const nameOf = (n: number) => `event_${n}`;

/**
 * A live workspace with `people` known people and `journeys` journeys, each with a trigger of its own, of which the first RELEVANT are for
 * events that are sent.
 */
export async function prepareIngestion(people: number, journeys: number): Promise<IngestScene> {
  const workspace = await prisma().workspace.create({
    data: { slug: `ingest-${journeys}-${Date.now()}`, name: "Ingest", mode: "live" },
  });
  const principal = { kind: "key", keyId: "bench", scope: "full", workspaceId: workspace.id } as const;
  for (let n = 0; n < journeys; n += 1) {
    const event = n < RELEVANT ? nameOf(n) : `elsewhere_${n}`;
    const graph = {
      nodes: [
        {
          id: "start",
          type: "trigger.event",
          config: { event, where: { path: "price", op: "greater_than", value: 10 } },
        },
        { id: "wait", type: "wait", config: { duration: "P30D" } },
      ],
      edges: [{ from: "start", port: "next", to: "wait" }],
    };
    const journey = await prisma().journey.create({ data: { workspaceId: workspace.id, name: `J${n}`, graph } });
    const published = await publishJourney(principal, journey.id);
    if (!published.ok) throw new Error(JSON.stringify(published));
  }
  await pool().query(
    `insert into subscribers (workspace_id, external_id, email)
     select $1, 'i' || g, 'i' || g || '@example.com' from generate_series(0, $2::int - 1) g`,
    [workspace.id, people],
  );
  await pool().query("vacuum analyze subscribers");
  const nextItems = (count: number, relevant?: number) => {
    batches += 1;
    return Array.from({ length: count }, (_, i): IngestItem => {
      const isRelevant = relevant === undefined ? undefined : Math.random() < relevant;
      const [low, high] = isRelevant === undefined ? [0, NAMES] : isRelevant ? [0, RELEVANT] : [RELEVANT, NAMES];
      return {
        kind: "track",
        externalId: `i${Math.floor(Math.random() * people)}`,
        messageId: `${process.pid}-${batches}-${i}`,
        event: nameOf(low + Math.floor(Math.random() * (high - low))),
        properties: properties(),
      };
    });
  };
  return { workspaceId: workspace.id, nextItems };
}

export function properties() {
  return {
    url: `https://shop.example.com/products/blue-shirt-${Math.floor(Math.random() * 1e4)}`,
    price: 29.9,
    currency: "USD",
    sku: `SKU-${Math.floor(Math.random() * 1e5)}`,
    utm: { source: "newsletter", campaign: "spring" },
  };
}
