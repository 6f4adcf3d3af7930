import { ingestEvents } from "@/lib/commands/ingest-events";
import { publishJourney } from "@/lib/commands/publish-journey";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { startBoss, stopBoss } from "@/lib/queue/boss";
import { startWorker } from "./live-worker";
import type { Figure } from "./measure";
import type { Section } from "./section";

const SAMPLES = 60;
/** Events a second beside the measured ones, of people nobody waits for and of people who enter. */
const LOAD_PER_SECOND = 400;

const graph = {
  nodes: [
    { id: "start", type: "trigger.event", config: { event: "signed_up" } },
    { id: "hello", type: "email", config: { subject: "Hello", body: "Hi" } },
  ],
  edges: [{ from: "start", port: "next", to: "hello" }],
};

/** Milliseconds from handing an event to ingestion until the mail is in the Inbox, one person after the other. */
async function measure(workspaceId: number, prefix: string): Promise<number[]> {
  const took: number[] = [];
  for (let i = 0; i < SAMPLES; i += 1) {
    const externalId = `${prefix}${i}`;
    const traits = { email: `${externalId}@example.com` };
    const from = performance.now();
    await ingestEvents(workspaceId, [{ kind: "track", externalId, event: "signed_up", properties: {}, traits }]);
    for (;;) {
      const { rowCount } = await pool().query(
        `select from sends d join subscribers s on s.id = d.subscriber_id
         where s.workspace_id = $1 and s.external_id = $2 and d.status = 'sent'`,
        [workspaceId, externalId],
      );
      if (rowCount) break;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    took.push(performance.now() - from);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return took.sort((a, b) => a - b);
}

function load(workspaceId: number): () => void {
  let n = 0;
  const timer = setInterval(() => {
    const items = Array.from({ length: LOAD_PER_SECOND / 20 }, () => ({
      kind: "track" as const,
      externalId: `load${n++}`,
      event: n % 10 === 0 ? "signed_up" : "page_viewed",
      properties: {},
      traits: { email: `load${n}@example.com` },
    }));
    ingestEvents(workspaceId, items).catch((error: Error) => console.error(error.message));
  }, 50);
  return () => clearInterval(timer);
}

const p95 = (sorted: readonly number[]) => sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;

/** Goal 9: event → mail in the Inbox through the real worker, idle and while other events stream in. */
export const latencySection: Section = async (context) => {
  const workspace = await prisma().workspace.create({
    data: { slug: `lat-${Date.now()}`, name: "Latency", mode: "live" },
  });
  const journey = await prisma().journey.create({ data: { workspaceId: workspace.id, name: "Latency", graph } });
  const principal = { kind: "key", keyId: "bench", scope: "full", workspaceId: workspace.id } as const;
  await publishJourney(principal, journey.id);
  const worker = await startWorker(context.databaseUrl);
  await startBoss("web");
  await measure(workspace.id, "warm");
  const idle = await measure(workspace.id, "idle");
  const stop = load(workspace.id);
  const busy = await measure(workspace.id, "busy");
  stop();
  await stopBoss(1_000);
  await worker.stop();
  const figures: Figure[] = [];
  return {
    figures,
    goals: [
      { name: "9 event → mail, idle, p95 ms", value: p95(idle), goal: 250, atMost: true },
      {
        name: `9 event → mail, ${LOAD_PER_SECOND} events/s beside, p95 ms`,
        value: p95(busy),
        goal: 1_000,
        atMost: true,
      },
    ],
  };
};
