import { deliverDue } from "@/lib/commands/deliver-messages";
import { ingestEvents } from "@/lib/commands/ingest-events";
import { nextTriggerInstants } from "@/lib/commands/next-trigger-instant";
import { publishJourney } from "@/lib/commands/publish-journey";
import { runTriggers } from "@/lib/commands/run-triggers";
import { walkShard } from "@/lib/commands/walk-shard";
import { ensureBuckets } from "@/lib/db/buckets";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { readClock } from "@/lib/db/read-clock";
import { LIVE_SHARDS, sandboxShard } from "@/lib/db/shard";
import type { Instant } from "@/lib/journey/facts";
import type { Graph } from "@/lib/journey/graph";
import type { JsonObject } from "@/lib/journey/json";
import type { WalkStep } from "@/lib/journey/outcome";
import { addDuration } from "@/lib/journey/time";
import { createWorkspace } from "./factories";
import { testDeliverEnvironment } from "./send-scene";
import { type Sketch, sketchGraph } from "./sketch-graph";

export { type Sketch, sketchGraph };

/** Where somebody of the workspace waits or a send is queued: the other shards have nothing to do. */
async function busyShards(workspaceId: number): Promise<Set<number>> {
  const { rows } = await pool().query<{ shard: number }>(
    `select shard from waiting where workspace_id = $1 union select shard from sends where workspace_id = $1 and status = 'queued'`,
    [workspaceId],
  );
  return new Set(rows.map(({ shard }) => shard));
}

export type DrivenVisit = { node: string; outcome: string; port?: string; reason?: string };
export type DrivenMessage = { node: string; at: string; subject: string | null; status: string; reason: string | null };
export type DrivenRun = { id: string; state: string; reason: string | null; journeyId: string; run: JsonObject };

/**
 * Drives real journeys through the real engine, in this process and without a queue: every call ends when nothing that is due is
 * left to do. Needs setUpTestDatabase(). A sandbox workspace by default, whose clock stands at `startAt` and moves by `advance`.
 */
export async function driveJourneys(
  options: { mode?: "live" | "sandbox"; startAt?: string; timezone?: string; batchSize?: number } = {},
) {
  const workspace = await createWorkspace({ startAt: "2026-03-02T10:00:00Z", ...options });
  const principal = { kind: "key", keyId: "driver", scope: "full", workspaceId: workspace.id } as const;
  const shards = workspace.mode === "sandbox" ? [sandboxShard(workspace.id)] : [...Array(LIVE_SHARDS).keys()];
  const walk = options.batchSize === undefined ? {} : { batchSize: options.batchSize };

  /** Walks and delivers until nothing of the workspace is due. Gives back how many people were walked. */
  const settle = async (): Promise<number> => {
    let total = 0;
    for (;;) {
      let done = await runTriggers();
      const busy = await busyShards(workspace.id);
      for (const shard of shards.filter((one) => busy.has(one))) {
        done += (await walkShard(shard, walk)).walked;
        done += (await deliverDue([shard], 1_000, testDeliverEnvironment())).performed;
      }
      total += done;
      if (done === 0) return total;
    }
  };

  /** Publishes a sketch as a new journey and gives its id. Throws with the problems when it may not be published. */
  const journey = async (sketch: Sketch, name = "Journey"): Promise<string> => {
    const { id } = await prisma().journey.create({
      data: { workspaceId: workspace.id, name, graph: sketchGraph(sketch), settings: sketch.settings ?? {} },
    });
    await publish(id);
    return id;
  };

  /** Publishes a journey's draft, changed to `sketch` first where one is given. */
  const publish = async (id: string, sketch?: Sketch): Promise<number> => {
    if (sketch)
      await prisma().journey.update({
        where: { id },
        data: { graph: sketchGraph(sketch), ...(sketch.settings ? { settings: sketch.settings } : {}) },
      });
    const published = await publishJourney(principal, id);
    if (!published.ok) throw new Error(`not published: ${JSON.stringify(published)}`);
    return published.versionId;
  };

  /** Something happens; nothing is walked yet. */
  const ingest = async (
    externalId: string,
    event: string,
    properties: JsonObject = {},
    traits?: JsonObject,
  ): Promise<void> => {
    const item = { kind: "track" as const, externalId, event, properties, ...(traits ? { traits } : {}) };
    const result = await ingestEvents(workspace.id, [item]);
    if (result.accepted !== 1) throw new Error(`not accepted: ${JSON.stringify(result)}`);
  };

  const setClock = async (to: Instant): Promise<void> => {
    const now = await readClock(pool(), workspace.id);
    await ensureBuckets(pool(), now, to + 45 * 86_400_000);
    await pool().query("update workspaces set clock_offset_ms = clock_offset_ms + $2 where id = $1", [
      workspace.id,
      Math.ceil(to - now),
    ]);
  };

  /** Moves the sandbox's clock without walking anybody. */
  const moveClock = async (duration: string): Promise<Instant> => {
    const to = addDuration(await readClock(pool(), workspace.id), duration, "UTC");
    await setClock(to);
    return to;
  };

  const subscriberId = async (externalId: string): Promise<string> => {
    const found = await prisma().subscriber.findFirstOrThrow({ where: { workspaceId: workspace.id, externalId } });
    return String(found.id);
  };

  /** The person's runs, oldest first. */
  const runs = async (externalId: string): Promise<DrivenRun[]> => {
    const { rows } = await pool().query<DrivenRun>(
      `select id, state, end_reason as reason, journey_id as "journeyId", run from enrollments where subscriber_id = $1 order by id`,
      [await subscriberId(externalId)],
    );
    return rows;
  };

  /** Every logged step of the person, all runs, in order. */
  const steps = async (externalId: string): Promise<WalkStep[]> => {
    const { rows } = await pool().query<{ steps: WalkStep[] }>(
      `select w.steps from walks w join enrollments e on e.id = w.enrollment_id
       where e.subscriber_id = $1 order by e.id, w.first_visit, w.at, w.ctid`,
      [await subscriberId(externalId)],
    );
    return rows.flatMap((r) => r.steps);
  };

  return {
    workspace,
    principal,
    shards,
    settle,
    journey,
    publish,
    ingest,
    moveClock,
    runs,
    steps,
    subscriberId,
    /** Something happens, and everything that follows from it at once. */
    event: async (externalId: string, event: string, properties?: JsonObject, traits?: JsonObject) => {
      await ingest(externalId, event, properties, traits);
      await settle();
    },
    /** Time passes (ISO-8601), and everything that becomes due, with a stop wherever time alone lets somebody in. */
    advance: async (duration: string) => {
      const from = await readClock(pool(), workspace.id);
      const to = addDuration(from, duration, "UTC");
      for (let at = from; ; ) {
        const stops = (await nextTriggerInstants(workspace.id, at)).map((stop) => stop.at);
        const next = Math.min(...stops);
        if (next >= to) break;
        await setClock(next);
        await settle();
        at = next;
      }
      await setClock(to);
      await settle();
    },
    now: () => readClock(pool(), workspace.id),
    /** Where the person has left, or stands: node ids in order of visits, a wait once. */
    path: async (externalId: string): Promise<string[]> => {
      const seen = new Map<number, string>();
      for (const step of await steps(externalId)) seen.set(step.visit, step.node);
      return [...seen.values()];
    },
    /** Mails of the person in the order they were decided. */
    messages: async (externalId: string): Promise<DrivenMessage[]> => {
      const { rows } = await pool().query<DrivenMessage & { index: number; graph: Graph; created_at: Date }>(
        `select s.node as index, v.graph, s.created_at, m.subject, s.status, s.reason from sends s
         join journey_versions v on v.id = s.version_id left join message_contents m on m.send_id = s.id
         where s.subscriber_id = $1 and s.channel = 'email' order by s.created_at, s.visit`,
        [await subscriberId(externalId)],
      );
      return rows.map(({ index, graph, created_at, subject, status, reason }) => ({
        node: graph.nodes[index]?.id ?? "",
        at: created_at.toISOString(),
        subject,
        status,
        reason,
      }));
    },
  };
}

export type JourneyDriver = Awaited<ReturnType<typeof driveJourneys>>;
