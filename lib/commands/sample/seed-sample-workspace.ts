import type { Principal } from "@/lib/auth/principal";
import { ensureBuckets } from "@/lib/db/buckets";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { readClock } from "@/lib/db/read-clock";
import { sandboxShard } from "@/lib/db/shard";
import { withWorkspace } from "@/lib/db/with-workspace";
import type { Instant } from "@/lib/journey/facts";
import type { IngestItem } from "@/lib/journey/ingest-item";
import { deliverEnvironment } from "../deliver-environment";
import { deliverDue } from "../deliver-messages";
import { enableScores } from "../enable-scores";
import { ingestEvents } from "../ingest-events";
import { drainSegments } from "../refresh-segments";
import { walkShard } from "../walk-shard";
import { hourOf, shopper } from "./behaviour";
import { chance } from "./chance";
import { samplePeople } from "./people";
import { prepareWorkspace } from "./prepare-workspace";
import { Reactions } from "./reactions";
import { SAMPLE_DAYS } from "./sample-days";

const SAMPLE_PEOPLE = 500;
const SEED = 20_261;
const HOUR_MS = 3_600_000;

async function ownerOf(workspaceId: number): Promise<Principal> {
  const { userId, user } = await prisma().membership.findFirstOrThrow({
    where: { workspaceId, role: "owner" },
    include: { user: true },
  });
  return { kind: "user", userId, email: user.email, role: "owner", workspaceId };
}

async function setClock(workspaceId: number, at: Instant): Promise<void> {
  await prisma().workspace.update({
    where: { id: workspaceId },
    data: { clockOffsetMs: BigInt(Math.round(at - Date.now())) },
  });
}

/** Everything due is done: people walked, mail delivered, segments up to date. */
async function settle(shard: number): Promise<void> {
  for (;;) {
    const { walked } = await walkShard(shard);
    const { performed } = await deliverDue([shard], 10_000, deliverEnvironment());
    if (walked === 0 && performed === 0) return;
  }
}

/**
 * Fills a sandbox workspace with the sample shop: its clock is put back four weeks and moved forward hour by hour while 500 people
 * do what people do, through ingestion, engine, delivery and tracking as they are. Ends with the clock at the present. Called again
 * after a crash it goes on from where the clock stands. Resolves to false when the signal stopped it early.
 */
export async function seedSampleWorkspace(workspaceId: number, signal: AbortSignal): Promise<boolean> {
  const workspace = await prisma().workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  if (workspace.mode !== "sandbox")
    throw new Error("sample data belong into a sandbox: a live workspace has real people");
  const end = Date.now();
  const start = end - SAMPLE_DAYS * 24 * HOUR_MS;
  if (workspace.sampleState === "wanted") {
    await ensureBuckets(pool(), start, end);
    await setClock(workspaceId, start);
    await prisma().workspace.update({ where: { id: workspaceId }, data: { sampleState: "preparing" } });
  }
  await prepareWorkspace(await ownerOf(workspaceId));

  const luck = chance(SEED);
  const people = samplePeople(SAMPLE_PEOPLE, SAMPLE_DAYS, luck);
  const known = await prisma().subscriber.findMany({ where: { workspaceId }, select: { externalId: true } });
  const joined = new Set(known.map(({ externalId }) => externalId));
  const shoppers = people.map((person) => ({ ...shopper(person), joined: joined.has(person.externalId) }));
  const resumedAt = await readClock(pool(), workspaceId);
  const reactions = new Reactions(people, luck, resumedAt);
  const shard = sandboxShard(workspaceId);
  let ahead: IngestItem[] = [];

  for (let hour = resumedAt; hour + HOUR_MS < Date.now(); hour += HOUR_MS) {
    if (signal.aborted) return false;
    const now = hour + HOUR_MS - luck.between(0, 19) * 60_000;
    await setClock(workspaceId, now);
    ahead.push(...shoppers.flatMap((who) => hourOf(who, luck, hour, start)));
    const items = ahead.filter(({ occurredAt = 0 }) => occurredAt <= now);
    ahead = ahead.filter(({ occurredAt = 0 }) => occurredAt > now);
    if (items.length > 0) await ingestEvents(workspaceId, items);
    await reactions.act(now);
    await settle(shard);
    await drainSegments(1_000);
    await reactions.plan(workspaceId, now);
  }
  await prisma().workspace.update({ where: { id: workspaceId }, data: { clockOffsetMs: 0n, sampleState: "ready" } });
  await settle(shard);
  // Scored from what they have done by now, by the worker, instead of hour by hour.
  await withWorkspace(workspaceId, (tx) => enableScores(tx, workspaceId));
  return true;
}
