import { readEngagedSend } from "@/lib/commands/record-engagement";
import { unsubscribe } from "@/lib/commands/unsubscribe";
import { checkKeys } from "../check-mails";
import { checkRest, countBroken } from "../check-tables";
import type { Fault } from "../fault";
import { race } from "../race";
import { drawGraph, publishScene } from "../scene";

const graph = drawGraph(
  {
    start: ["trigger.event", { event: "signed_up" }],
    hello: ["email", { subject: "hello", body: "Hello" }],
    pause: ["wait", { duration: "PT3S" }],
    offer: ["email", { subject: "offer", body: "Buy" }],
  },
  ["start next hello", "hello next pause", "pause next offer"],
);

/** The test's own witness: when the transaction began that claimed a send; its final check comes after. */
const WITNESS = `
create table claims (send_id uuid, at timestamptz);
create function witness_claim() returns trigger language plpgsql as $$ begin insert into claims values (new.id, now()); return new; end $$;
create trigger witness after update on sends for each row when (old.status = 'queued' and new.status = 'sending') execute function witness_claim()`;

export const unsubscribeRace: Fault = {
  name: "unsubscribe-race",
  about: "an unsubscribe against a mail that is due (promise 7)",
  short: true,
  run: async (stage) => {
    await publishScene(stage.workspaceId, graph);
    await stage.query(WITNESS);
    stage.hire({ size: 2 });
    const said: { person: string; at: string }[] = [];
    const people = stage.short ? 200 : 2_000;
    const racers = await race(stage, people, { node: 2, from: -100, until: 2_500 }, async ({ subscriberId }) => {
      const first = await stage.one<{ id: string } | undefined>("select id from sends where subscriber_id = $1", [
        subscriberId,
      ]);
      const send = first && (await readEngagedSend(first.id));
      if (!send) throw new Error("somebody waits for the second mail before the first was planned");
      await unsubscribe(send);
      said.push({ person: subscriberId, ...(await stage.one<{ at: string }>("select clock_timestamp()::text as at")) });
    });
    await stage.until("every mail is settled", async () => {
      await stage.hurry();
      const seen =
        await stage.one(`select (select count(*)::int from sends where status in ('queued', 'sending')) as open,
        (select count(*)::int from enrollments where state = 'active') as active`);
      return { done: seen.open === 0 && seen.active === 0, seen };
    });
    const offers = stage.provider.acceptances.filter(({ subject }) => subject === "offer").length;
    stage.say(`${offers} of ${people} got the mail before they had unsubscribed`);
    return {
      trials: racers.length,
      of: "races",
      findings: [
        ...checkKeys(stage.provider.acceptances),
        ...(await checkRest()),
        await countBroken(
          "I5",
          "a mail was handed over whose final check began after the unsubscribe was answered",
          `select d.id, c.at, u.at as unsubscribed from unnest($1::bigint[], $2::timestamptz[]) as u (person, at)
           join sends d on d.subscriber_id = u.person join claims c on c.send_id = d.id
           where c.at > u.at and d.status <> 'skipped'`,
          [said.map(({ person }) => person), said.map(({ at }) => at)],
        ),
        {
          invariant: "other",
          what: "one side always won: no race",
          broken: offers === 0 || offers === people ? 1 : 0,
          example: offers,
        },
      ],
    };
  },
};
