import { expect, test } from "vitest";
import type { EmailProvider } from "@/lib/channels/provider";
import { pool } from "@/lib/db/pool";
import { readWorkspace } from "@/lib/queries/read-workspace";
import { createSendScene, readSend, testDeliverEnvironment } from "@/lib/testing/send-scene";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { deliverDue } from "./deliver-messages";
import { updateWorkspace } from "./update-workspace";

setUpTestDatabase();

/** Takes everything at once and writes down when, by a clock that stands until it is moved. */
function virtualProvider(start: number) {
  const clock = { now: start };
  const taken: { to: string; at: number }[] = [];
  const provider: EmailProvider = {
    name: "smtp",
    idempotent: false,
    send: async ({ to }) => {
      taken.push({ to, at: clock.now });
      return { kind: "accepted" };
    },
  };
  return {
    clock,
    taken,
    env: testDeliverEnvironment({ realNow: () => clock.now, providers: { forMode: () => provider } }),
  };
}

/** The next moment at which something is due, and where. */
async function nextDue(): Promise<{ at: Date; shards: number[] } | undefined> {
  const { rows } = await pool().query<{ at: Date; shards: number[] }>(
    "select due_at as at, array_agg(distinct shard::int) as shards from sends where status = 'queued' group by due_at order by due_at limit 1",
  );
  return rows[0];
}

/** Two workers at every moment at which something is due. */
async function deliverAll({ clock, env }: ReturnType<typeof virtualProvider>) {
  for (let due = await nextDue(); due; due = await nextDue()) {
    clock.now = Math.max(clock.now, due.at.getTime());
    const { shards } = due;
    await Promise.all([deliverDue(shards, 1_000, env), deliverDue(shards.toReversed(), 1_000, env)]);
  }
}

const most = (taken: readonly { at: number }[]) =>
  Math.max(...taken.map(({ at }) => taken.filter((one) => one.at >= at && one.at < at + 1_000).length));

test("a workspace hands over at most so many mails a second, two workers together; another one is not slowed", async () => {
  const limited = await createSendScene({ settings: { mail_from: "a@example.com", mails_per_second: 4 } });
  const free = await createSendScene({ settings: { mail_from: "b@example.com" } });
  for (let n = 0; n < 18; n += 1)
    for (const [scene, who] of [
      [limited, "slow"],
      [free, "free"],
    ] as const)
      await scene.queueMail({ email: `${who}${n}@example.com` });
  const start = Date.now(); // everything is due by now, however long it took to write
  const world = virtualProvider(start);
  await deliverAll(world);
  const slow = world.taken.filter(({ to }) => to.startsWith("slow"));
  expect(world.taken.filter(({ to }) => to.startsWith("free")).every(({ at }) => at === start)).toBe(true);
  expect(new Set(slow.map(({ to }) => to)).size).toBe(18);
  expect(slow).toHaveLength(18);
  expect(most(slow)).toBe(4);
  const lasted = Math.max(...slow.map(({ at }) => at)) - start;
  expect(lasted).toBeGreaterThanOrEqual(4_000);
  expect(lasted).toBeLessThan(7_000);
}, 60_000);

test("who stands in line says so, costs no attempt, and asks again when the limit changes", async () => {
  const scene = await createSendScene({ settings: { mail_from: "a@example.com", mails_per_second: 1 } });
  const principal = { kind: "key", keyId: "t", scope: "full", workspaceId: scene.workspace.id } as const;
  const mails = [];
  for (let n = 0; n < 12; n += 1) mails.push(await scene.queueMail({ email: `p${n}@example.com` }));
  const world = virtualProvider(Date.now());
  const shards = [...new Set(mails.map(({ shard }) => shard))];
  await deliverDue(shards, 1_000, world.env);
  expect(world.taken).toHaveLength(1);
  const rows = await Promise.all(mails.map(({ id }) => readSend(id)));
  const waiting = rows.filter(({ status }) => status === "queued");
  expect(waiting).toHaveLength(11);
  expect(new Set(waiting.map(({ attempt, reason }) => `${attempt} ${reason}`))).toEqual(new Set(["0 rate_limited"]));
  const { settings } = await readWorkspace(scene.workspace.id);
  await updateWorkspace(principal, { settings: { ...settings, mails_per_second: null } });
  await deliverDue(shards, 1_000, world.env);
  expect(world.taken).toHaveLength(12);
});
