import { setTimeout as sleep } from "node:timers/promises";
import { readEngagedSend } from "@/lib/commands/record-engagement";
import { unsubscribe } from "@/lib/commands/unsubscribe";
import { checkKeys } from "../check-mails";
import { checkRest, countBroken } from "../check-tables";
import type { Fault } from "../fault";
import { race } from "../race";
import { drawGraph, publishScene } from "../scene";
import type { Stage } from "../stage";

const WAIT_MS = 3_000;

const graph = drawGraph(
  {
    start: ["trigger.event", { event: "signed_up" }],
    hello: ["email", { subject: "hello", body: "Hello" }],
    pause: ["wait", { duration: `PT${WAIT_MS / 1_000}S` }],
    offer: ["email", { subject: "offer", body: "Buy" }],
  },
  ["start next hello", "hello next pause", "pause next offer"],
);

/** The test's own witness: when the transaction began that claimed a send; its final check comes after. */
const WITNESS = `
create table claims (send_id uuid, at timestamptz);
create function witness_claim() returns trigger language plpgsql as $$ begin insert into claims values (new.id, now()); return new; end $$;
create trigger witness after update on sends for each row when (old.status = 'queued' and new.status <> 'queued') execute function witness_claim()`;

/** How long after the wait had run out the second mails of those who were served last were checked, in ms; null: none yet. */
const LAG = `
select percentile_cont(0.5) within group (order by late) as lag from (
  select (extract(epoch from c.at - first.created_at) * 1000)::float8 - ${WAIT_MS} as late
  from claims c join sends d on d.id = c.send_id and d.node = 3
  join sends first on first.enrollment_id = d.enrollment_id and first.node = 1
  order by c.at desc limit 40) latest`;

/** So far from the check, to either side, people unsubscribe. */
const AIM_WITHIN_MS = 150;
/** While nothing is known yet. */
const FIRST_AIM_MS = 1_000;
const LOOK_EVERY_MS = 100;
/** Of all people so many must at least have unsubscribed before the check, and so many after, or it was no race. */
const SIDE_MIN = 0.05;
const CLOSE_MS = 50;

type Said = { person: string; begun: number; answered: string };

/** Aims where the checks are by now: how late they are depends on what else the machine has to do. */
function followChecks(stage: Stage): () => number {
  let lag: number | null = null;
  let over = false;
  const follow = async () => {
    while (!over) {
      lag = (await stage.one<{ lag: number | null }>(LAG)).lag;
      await sleep(LOOK_EVERY_MS);
    }
  };
  const following = follow();
  stage.onClose(() => {
    over = true;
    return following;
  });
  return () =>
    lag === null ? Math.random() * FIRST_AIM_MS : Math.max(0, lag + (Math.random() * 2 - 1) * AIM_WITHIN_MS);
}

async function prepareUnsubscribe(stage: Stage, subscriberId: string, said: Said[]) {
  const first = await stage.one<{ id: string } | undefined>("select id from sends where subscriber_id = $1", [
    subscriberId,
  ]);
  const send = first && (await readEngagedSend(first.id));
  if (!send) throw new Error("somebody waits for the second mail before the first was planned");
  return async () => {
    const begun = Date.now();
    await unsubscribe(send);
    const { at: answered } = await stage.one<{ at: string }>("select clock_timestamp()::text as at");
    said.push({ person: subscriberId, begun, answered });
  };
}

/** On which side of its mail's final check each unsubscribe fell, how many within 50 ms of it, and how many mails went out. */
async function tellSides(stage: Stage, said: readonly Said[]) {
  const sides = await stage.one(
    `select count(*) filter (where u.answered < c.at)::int as before, count(*) filter (where u.begun > c.at)::int as after,
       count(*) filter (where u.begun <= c.at and u.answered >= c.at)::int as across,
       count(*) filter (where u.answered between c.at - $4::interval and c.at or u.begun between c.at and c.at + $4::interval)::int as close
     from (select person, to_timestamp(begun / 1000) as begun, answered from unnest($1::bigint[], $2::float8[], $3::timestamptz[]) as u (person, begun, answered)) u
     join sends d on d.subscriber_id = u.person and d.node = 3 join claims c on c.send_id = d.id`,
    [
      said.map(({ person }) => person),
      said.map(({ begun }) => begun),
      said.map(({ answered }) => answered),
      `${CLOSE_MS} milliseconds`,
    ],
  );
  const offers = stage.provider.acceptances.filter(({ subject }) => subject === "offer").length;
  stage.say(
    `${sides.before} unsubscribed before the final check, ${sides.across} across it, ${sides.after} after; ${sides.close} within ${CLOSE_MS} ms of it; ${offers} mails went out`,
  );
  return sides;
}

export const unsubscribeRace: Fault = {
  name: "unsubscribe-race",
  about: "an unsubscribe against a mail that is due, aimed at its final check (promise 7)",
  short: true,
  run: async (stage) => {
    await publishScene(stage.workspaceId, graph);
    await stage.query(WITNESS);
    stage.hire({ size: 2 });
    const said: Said[] = [];
    const people = stage.form.short ? 300 : 2_000;
    const racers = await race(stage, people, {
      node: 2,
      aim: followChecks(stage),
      prepare: ({ subscriberId }) => prepareUnsubscribe(stage, subscriberId, said),
    });
    await stage.until("every mail is settled", async () => {
      await stage.hurry();
      const seen =
        await stage.one(`select (select count(*)::int from sends where status in ('queued', 'sending')) as open,
        (select count(*)::int from enrollments where state = 'active') as active`);
      return { done: seen.open === 0 && seen.active === 0, seen };
    });
    const sides = await tellSides(stage, said);
    return {
      trials: racers.length,
      of: `races, ${sides.before} before, ${sides.after} after`,
      findings: [
        ...checkKeys(stage.provider.acceptances),
        ...(await checkRest()),
        await countBroken(
          "I5",
          "a mail was handed over whose final check began after the unsubscribe was answered",
          `select d.id, c.at, u.at as unsubscribed from unnest($1::bigint[], $2::timestamptz[]) as u (person, at)
           join sends d on d.subscriber_id = u.person join claims c on c.send_id = d.id
           where c.at > u.at and d.status <> 'skipped'`,
          [said.map(({ person }) => person), said.map(({ answered }) => answered)],
        ),
        {
          invariant: "other",
          what: "one side nearly always won: no race",
          broken: Math.min(sides.before ?? 0, sides.after ?? 0) < SIDE_MIN * racers.length ? 1 : 0,
          example: sides,
        },
      ],
    };
  },
};
