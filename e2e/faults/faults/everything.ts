import { setTimeout as sleep } from "node:timers/promises";
import type { NamedDeath } from "../crew";
import type { Fault } from "../fault";
import { liveThrough } from "../live-through";

const DEATHS: readonly NamedDeath[] = [
  { at: "before_commit", nth: 1, stop: true },
  { at: "before_result_commit", nth: 1, stop: true },
  ...(
    [
      "before_handover",
      "after_claim",
      "after_handover",
      "before_commit",
      "before_result_commit",
      "before_claim_commit",
      "after_walk",
      "after_result_commit",
      "after_commit",
      "during_compact",
      "before_rearm",
    ] as const
  ).map((at) => ({ at, nth: 1 })),
];
const STOPPED = DEATHS.filter(({ stop }) => stop).length;
/** A walk's transaction is taken from a worker that does not answer after 30 s. */
const PAST_THE_LEASE_MS = 32_000;
const PEOPLE = 600;

/** The short form of the faults that the long form plays one by one: all of them at once, on few people. */
export const everything: Fault = {
  name: "everything",
  about:
    "each named kill once, a random kill, PostgreSQL stopped at once, two workers suspended past the lease, jobs deleted: all at once",
  short: true,
  run: (stage) =>
    liveThrough(stage, {
      of: "faults",
      people: PEOPLE,
      deaths: DEATHS,
      senderDeaths: ["mid_ingest_before_commit:3", "after_ingest_commit:5"],
      trouble: async ({ crew, signUps }) => {
        let suspendedAt = 0;
        await stage.until("two workers are suspended", async () => {
          const seen = await crew.countSuspended();
          suspendedAt = performance.now();
          return { done: seen === STOPPED, seen };
        });
        await stage.until("a quarter has come", async () => ({ done: signUps.next >= PEOPLE / 4, seen: signUps.next }));
        await stage.ground.crashPostgres();
        stage.say("PostgreSQL was stopped at once and is back");
        crew.killOne(0);
        await stage.until("a job was deleted", async () => {
          const lost = await stage.loseJobs();
          return { done: lost, seen: lost };
        });
        await stage.until("every death has been died", async () => {
          await stage.hurry();
          return { done: crew.spared.length === 0, seen: crew.spared };
        });
        await sleep(Math.max(0, suspendedAt + PAST_THE_LEASE_MS - performance.now()));
        crew.resumeSuspended();
        stage.say("the suspended go on");
        return crew.died.length + signUps.died + 2; // PostgreSQL and the jobs
      },
    }),
};
