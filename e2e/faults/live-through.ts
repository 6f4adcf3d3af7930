import { setTimeout as sleep } from "node:timers/promises";
import { checkMails } from "./check-mails";
import { checkAcknowledged, checkRest, countBroken } from "./check-tables";
import type { Crew, NamedDeath, Role } from "./crew";
import type { Trial } from "./fault";
import type { Finding } from "./findings";
import { buys, publishScene, usualGraph } from "./scene";
import type { Sender } from "./sender";
import type { Stage } from "./stage";

/** What a trouble has its hands on while people come and go. */
export type Town = { stage: Stage; crew: Crew; signUps: Sender; journeyId: string; wait: string };

type Options = {
  of: string;
  /** at least so many people come; they come for as long as the trouble lasts */
  people: number;
  /** ISO 8601, between the two mails */
  wait?: string;
  workers?: number;
  deaths?: readonly NamedDeath[];
  role?: (hired: number) => Role;
  senderDeaths?: readonly string[];
  senderEnv?: NodeJS.ProcessEnv;
  /** milliseconds between batches, and people a batch; default: 1,000 and 50 */
  pace?: number;
  batch?: number;
  /** does its worst; answers how often. Its findings are added when everything rests. */
  trouble: (town: Town) => Promise<number>;
  /** further checks at the end */
  check?: (town: Town, people: number) => Promise<Finding[]>;
  /** people who were erased meanwhile */
  erased?: ReadonlySet<number>;
  /** workers of several releases are at it */
  releases?: boolean;
  /** the journey is paused now and then: whoever comes then stays outside, and gets nothing */
  pauses?: boolean;
};

const LATE_MS = 120_000;
const LOOK_EVERY_MS = 2_000;

/** I2 while it happens: how late anybody is who is due, as long as the database answers. */
function watchLateness(stage: Stage) {
  let worstMs = 0;
  let over = false;
  const watch = async () => {
    while (!over) {
      const seen = await stage
        .one<{ late: number | null }>(
          "select (extract(epoch from now() - min(due_at)) * 1000)::float8 as late from waiting where due_at <= now()",
        )
        .catch(() => ({ late: null })); // the database is away: nothing is known
      worstMs = Math.max(worstMs, seen.late ?? 0);
      await sleep(LOOK_EVERY_MS);
    }
  };
  const watching = watch();
  const stop = () => {
    over = true;
    return watching;
  };
  stage.onClose(stop);
  return async (): Promise<Finding> => {
    await stop();
    stage.say(`nobody was due for longer than ${(worstMs / 1_000).toFixed(1)} s`);
    return {
      invariant: "I2",
      what: "somebody was due for more than 120 s",
      broken: worstMs > LATE_MS ? 1 : 0,
      example: worstMs,
    };
  };
}

/**
 * The usual scene under a trouble: people sign up, get a mail, wait, get another, buy; meanwhile the trouble does its worst. When it is
 * over and everything has come to rest, every invariant is counted.
 */
export async function liveThrough(stage: Stage, options: Options): Promise<Trial> {
  const { people: atLeast, wait = "PT3S", workers = 3, deaths = [], erased = new Set<number>(), of } = options;
  const journeyId = await publishScene(stage.workspaceId, usualGraph(wait));
  const crew = stage.hire({ size: workers, deaths, ...(options.role && { role: options.role }) });
  await stage.untilStaffed();
  const signUps = stage.send(
    {
      end: Number.POSITIVE_INFINITY,
      pace: options.pace ?? 1_000,
      deaths: options.senderDeaths ?? [],
      ...(options.batch && { batch: options.batch }),
    },
    options.senderEnv,
  );
  const town: Town = { stage, crew, signUps, journeyId, wait };
  const lateness = watchLateness(stage);
  const trials = await options.trouble(town);
  await stage.until(`${atLeast} people have come`, async () => ({
    done: signUps.next >= atLeast,
    seen: signUps.next,
  }));
  const people = await signUps.stop();
  stage.say(`${trials} ${of}; ${people} people came`);
  const outside = options.pauses ? await findOutside(stage) : [];
  const excused = new Set([...erased, ...outside]);
  await untilMailed(town, people - excused.size);
  const purchases = stage.send({ event: "purchase", end: people }, options.senderEnv);
  await purchases.done;
  await untilRested(town, Array.from({ length: people }, (_, p) => p).filter((p) => buys(p) && !excused.has(p)).length);
  const late = await lateness();
  await stage.stopCrews();
  const acknowledged = [signUps, purchases].flatMap((sender) => {
    const event = sender === signUps ? "signed_up" : "purchase";
    return [...sender.acknowledged].map((person) => `${event}-${person}`);
  });
  return {
    trials,
    of,
    findings: [
      ...checkMails(stage.provider.acceptances, people, excused),
      late,
      ...(await checkAcknowledged(acknowledged, [...erased])),
      ...(await checkRest({ erased: erased.size > 0, releases: options.releases === true })),
      ...(await checkPeople(outside)),
      ...((await options.check?.(town, people)) ?? []),
    ],
  };
}

async function untilMailed({ stage }: Town, people: number): Promise<void> {
  await stage.until("everybody has both mails", async () => {
    await stage.hurry();
    const seen = await stage.one(`select (select count(*)::int from sends where status = 'sent') as sent,
      (select count(*)::int from waiting) as waiting, (select count(*)::int from sends where status in ('queued', 'sending')) as open`);
    return { done: (seen.sent ?? 0) >= people * 2 && seen.open === 0, seen };
  });
}

async function untilRested({ stage }: Town, buyers: number): Promise<void> {
  await stage.until("everything has come to rest", async () => {
    await stage.hurry();
    const seen = await stage.one(`select (select count(*)::int from enrollments where state = 'completed') as done,
      (select count(*)::int from sends where status in ('queued', 'sending')) as open,
      (select count(*)::int from waiting where due_at <= now()) as due`);
    return { done: (seen.done ?? 0) >= buyers && seen.open === 0 && seen.due === 0, seen };
  });
}

async function findOutside(stage: Stage): Promise<number[]> {
  const { rows } = await stage.query(
    `select substr(external_id, 2)::int as person from subscribers s
     where not exists (select from enrollments e where e.subscriber_id = s.id)`,
  );
  stage.say(`${rows.length} came while the journey was paused`);
  return rows.map(({ person }) => person);
}

async function checkPeople(outside: readonly number[]): Promise<Finding[]> {
  return [
    await countBroken(
      "other",
      "a person entered twice, or never",
      `select s.id, count(e.id) from subscribers s left join enrollments e on e.subscriber_id = s.id
       where substr(s.external_id, 2)::int <> all($1::int[]) group by 1 having count(e.id) <> 1`,
      [outside],
    ),
    await countBroken(
      "other",
      "somebody who bought has not reached the goal",
      `select e.id, e.state, e.run->'goals' from enrollments e join subscribers p on p.id = e.subscriber_id
       where exists (select from events v join event_kinds k on k.id = v.kind_id and k.name = 'purchase' where v.subscriber_id = e.subscriber_id)
         and (e.state <> 'completed' or e.run->'goals'->'goal' is null)`,
    ),
  ];
}
