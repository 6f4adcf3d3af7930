import { expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { runTransaction } from "@/lib/db/run-transaction";
import { createSendScene, testDeliverEnvironment } from "@/lib/testing/send-scene";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { untilBlocked } from "@/lib/testing/until-blocked";
import { deliverDue } from "./deliver-messages";
import { readEngagedSend } from "./record-engagement";
import { resubscribe, unsubscribe } from "./unsubscribe";

setUpTestDatabase();

async function mailOfAda() {
  const scene = await createSendScene();
  const { id, shard, subscriberId } = await scene.queueMail({ email: "ada@example.com" });
  await deliverDue([shard], 10, testDeliverEnvironment());
  const send = await readEngagedSend(id);
  if (!send) throw new Error("the mail is gone");
  return { send, subscriberId };
}

const suppressed = async (workspaceId: number) =>
  (await pool().query("select reason from suppressions where workspace_id = $1", [workspaceId])).rows;

/**
 * A walk that stops the mails of the same person: it has their row since its claim, and then puts their address on the list. Whoever notices the
 * deadlock first loses it: mostly `work`, which has waited longer; on a busy machine the walk, which is done again as well.
 */
async function crossedBy(send: { workspace_id: number; subscriber_id: string }, work: () => Promise<unknown>) {
  let done: Promise<unknown> | undefined;
  await runTransaction(async (walk) => {
    await walk.query("select from subscribers where id = $1 for no key update", [send.subscriber_id]);
    if (done === undefined) {
      done = work();
      await untilBlocked();
    }
    await walk.query(
      `insert into suppressions (workspace_id, channel, address, reason) values ($1, 'email', 'ada@example.com', 'inactive')
       on conflict (workspace_id, channel, address) do nothing`,
      [send.workspace_id],
    );
  });
  return done;
}

test("an unsubscribe that meets a walk which stops the same person's mails is done all the same", async () => {
  const { send, subscriberId } = await mailOfAda();
  await crossedBy(send, () => unsubscribe(send));
  const { rows } = await pool().query("select unsubscribed_at is not null as gone from subscribers where id = $1", [
    subscriberId,
  ]);
  expect(rows).toEqual([{ gone: true }]);
  expect(await suppressed(send.workspace_id)).toHaveLength(1);
});

test("so is taking it back", async () => {
  const { send } = await mailOfAda();
  await unsubscribe(send);
  await crossedBy(send, () => resubscribe(send));
  const { rows } = await pool().query("select unsubscribed_at from subscribers where id = $1", [send.subscriber_id]);
  expect(rows).toEqual([{ unsubscribed_at: null }]);
});
