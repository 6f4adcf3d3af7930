import { ingestEvents } from "@/lib/commands/ingest-events";
import { FAILURES_MAX } from "@/lib/commands/put-off-failed";
import { checkKeys } from "../check-mails";
import { checkRest, countBroken } from "../check-tables";
import type { Fault } from "../fault";
import { addressOf, drawGraph, publishScene } from "../scene";
import type { Stage } from "../stage";

const BATCH = 100;
/** So many come without anybody poisoned among them, and then as many with. */
const PEOPLE = 2_000;
/** Of so many people one is poison. */
const ONE_IN = 20;
/** The others may take this many times as long as people without poison among them. */
const SLOWER_MAX = 3;

const graph = drawGraph(
  {
    start: ["trigger.event", { event: "signed_up" }],
    copy: ["update_attributes", { set: { copy: "{{ event.kind }}" } }],
    hello: ["email", { subject: "hello", body: "Hello" }],
  },
  ["start next copy", "copy next hello"],
);

const isPoison = (person: number) => person >= PEOPLE && person % ONE_IN === 7;

/** Lets people in and waits until everybody who is not poisoned has their mail. Seconds. */
async function serve(stage: Stage, from: number, to: number): Promise<number> {
  const startedAt = performance.now();
  for (let first = from; first < to; first += BATCH)
    await ingestEvents(
      stage.workspaceId,
      Array.from({ length: BATCH }, (_, i) => ({
        kind: "track" as const,
        externalId: `p${first + i}`,
        event: "signed_up",
        properties: { kind: isPoison(first + i) ? "poison" : "fine" },
        traits: { email: addressOf(first + i) },
      })),
    );
  const fine = Array.from({ length: to }, (_, p) => p).filter((p) => !isPoison(p)).length;
  await stage.until(`${fine} have their mail`, async () => {
    const seen = await stage.one("select count(*)::int as sent from sends where status = 'sent'");
    return { done: seen.sent === fine, seen };
  });
  return (performance.now() - startedAt) / 1_000;
}

export const poison: Fault = {
  name: "poison",
  about: "one person in twenty whose step fails every time, among others (promise 19)",
  short: false,
  run: async (stage) => {
    await publishScene(stage.workspaceId, graph);
    await stage.query("alter table subscribers add constraint poison check (attributes->>'copy' <> 'poison')");
    stage.hire();
    await stage.untilStaffed();
    const before = await serve(stage, 0, PEOPLE);
    const among = await serve(stage, PEOPLE, 2 * PEOPLE);
    stage.say(`served within ${before.toFixed(1)} s, and ${among.toFixed(1)} s with the poisoned among them`);
    const poisoned = Array.from({ length: 2 * PEOPLE }, (_, p) => p).filter(isPoison).length;
    await stage.until("the poisoned are set aside", async () => {
      // Nobody waits out ten minutes: whoever is to be tried again is tried now.
      await stage.query(
        `with due as (update waiting set due_at = now() where held_due_at is not null and due_at > now() returning id, due_at)
         update awaited_events a set due_at = d.due_at from due d where a.enrollment_id = d.id`,
      );
      await stage.hurry();
      const seen = await stage.one("select count(*)::int as n from quarantine");
      return { done: seen.n === poisoned, seen };
    });
    return {
      trials: poisoned,
      of: "poisoned people",
      findings: [
        ...checkKeys(stage.provider.acceptances),
        ...(await checkRest({ mayFail: true })),
        await countBroken(
          "other",
          "somebody was set aside who is not poisoned, or not set aside who is",
          `select s.external_id from subscribers s join enrollments e on e.subscriber_id = s.id left join quarantine q on q.enrollment_id = e.id
           where (q.enrollment_id is not null) <> (substr(s.external_id, 2)::int % $1 = 7 and substr(s.external_id, 2)::int >= $2)`,
          [ONE_IN, PEOPLE],
        ),
        {
          invariant: "other",
          what: `the others took more than ${SLOWER_MAX} times as long`,
          broken: among > SLOWER_MAX * before ? 1 : 0,
          example: { before, among },
        },
        await countBroken("other", `tries are still counted after ${FAILURES_MAX}`, "select * from step_failures"),
      ],
    };
  },
};
