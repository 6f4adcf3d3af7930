import { expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { withWorkspace } from "@/lib/db/with-workspace";
import { createSubscriber, createWorkspace } from "@/lib/testing/factories";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { listAttention } from "./list-attention";

setUpTestDatabase();

const now = Date.parse("2026-11-21T12:00:00Z");
const daysAgo = (days: number) => new Date(now - days * 86_400_000);

async function createPausedJourney(workspaceId: number) {
  const journey = await prisma().journey.create({
    data: { workspaceId, name: "Welcome", status: "paused", graph: { nodes: [], edges: [] } },
  });
  const version = await prisma().journeyVersion.create({
    data: {
      workspaceId,
      journeyId: journey.id,
      number: 1,
      graph: { nodes: [{ id: "start", type: "trigger.manual", config: {} }], edges: [] },
      settings: {},
    },
  });
  const person = await createSubscriber(workspaceId);
  const [run] = await prisma().$queryRaw<{ id: bigint }[]>`
    insert into enrollments (workspace_id, journey_id, version_id, subscriber_id, state, entered_at, entry_key, trigger)
    values (${workspaceId}, ${journey.id}::uuid, ${version.id}, ${person.id}, 'active', ${daysAgo(1)}, 'k', '{}') returning id`;
  if (!run) throw new Error("no run was made");
  await prisma().$executeRaw`
    insert into node_stats (workspace_id, version_id, node, day, kind, port, n)
    values (${workspaceId}, ${version.id}, 0, ${daysAgo(1)}, 'entered', '', 1)`;
  return { journey, version, person, runId: run.id };
}

async function createSend(workspaceId: number, subscriberId: bigint, status: string, createdAt: Date) {
  await prisma().$executeRaw`
    insert into sends (id, workspace_id, shard, subscriber_id, node, visit, channel, status, due_at, created_at)
    values (gen_random_uuid(), ${workspaceId}, 0, ${subscriberId}, 0, 0, 'email', ${status}, ${createdAt}, ${createdAt})`;
}

const reader = (workspaceId: number) => ({ kind: "key", keyId: "reader", scope: "read", workspaceId }) as const;
const attention = (workspaceId: number, workerAlive = true) =>
  withWorkspace(workspaceId, (tx) => listAttention(tx, reader(workspaceId), now, workerAlive));

it("says nothing when nothing waits for a person", async () => {
  const { id } = await createWorkspace();
  expect(await attention(id)).toEqual([]);
});

it("names what stands still, the gravest first, and only what is recent", async () => {
  const { id } = await createWorkspace();
  const { journey, version, person, runId } = await createPausedJourney(id);
  await prisma().$executeRaw`
    insert into quarantine (enrollment_id, workspace_id, version_id, node, error, at)
    values (${runId}, ${id}, ${version.id}, 0, 'no such port', ${daysAgo(2)})`;
  await createSend(id, person.id, "failed", daysAgo(1));
  await createSend(id, person.id, "failed", daysAgo(8));
  await createSend(id, person.id, "uncertain", daysAgo(3));
  expect(await attention(id, false)).toEqual([
    { kind: "no_worker" },
    { kind: "quarantined", count: 1, journey_id: journey.id, journey_name: "Welcome", error: "no such port" },
    { kind: "failed_sends", count: 1 },
    { kind: "uncertain_sends", count: 1 },
    { kind: "paused_with_people", count: 1, journey_id: journey.id, journey_name: "Welcome" },
  ]);
});

it("never looks into another workspace", async () => {
  const [own, other] = [await createWorkspace(), await createWorkspace()];
  const { person } = await createPausedJourney(other.id);
  await createSend(other.id, person.id, "failed", daysAgo(1));
  expect(await attention(own.id)).toEqual([]);
});

it("names a connected CRM that does not let us in any more, until it does or is removed", async () => {
  const { id: workspaceId } = await createWorkspace();
  const crm = (name: string, problem: string | null, archivedAt: Date | null = null) =>
    prisma().crmConnection.create({ data: { workspaceId, kind: "hubspot", name, sealed: "", problem, archivedAt } });
  const broken = await crm("Sales", "HubSpot answered 401");
  await crm("Fine", null);
  await crm("Removed", "HubSpot answered 401", daysAgo(1));
  expect(await attention(workspaceId)).toEqual([
    {
      kind: "crm_refused",
      connection_id: broken.id,
      connection_name: "Sales",
      problem: "HubSpot answered 401",
    },
  ]);
});
