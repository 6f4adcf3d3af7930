import type { FaultPoint } from "@/lib/queue/fault-point";
import type { Fault } from "../fault";
import { liveThrough } from "../live-through";

/** Where workers die by name, in this order, those of the mails while there are mails. */
const POINTS: readonly FaultPoint[] = [
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
];
const INGEST_POINTS: readonly FaultPoint[] = ["mid_ingest_before_commit", "after_ingest_commit"];
const TIMES = 30;

/** Every named point so many times, the points in turn; each death a little later than the one before it, up to the third pass. */
const deathsOf = (points: readonly FaultPoint[], times: number) =>
  Array.from({ length: times }, (_, round) => points.map((at) => ({ at, nth: 1 + (round % 3) }))).flat();

export const kill: Fault = {
  name: "kill",
  about: "SIGKILL of worker and ingestion at every named point of the code (promises 1, 3, 5)",
  short: false,
  run: (stage) => {
    const deaths = deathsOf(POINTS, TIMES);
    const senderDeaths = deathsOf(INGEST_POINTS, TIMES).map(({ at, nth }) => `${at}:${nth}`);
    return liveThrough(stage, {
      of: "kills at named points",
      people: 1_000,
      deaths,
      senderDeaths,
      pace: 2_000,
      trouble: async ({ crew, signUps }) => {
        stage.hire({ size: 1 }); // promise 4 is made where one worker stays healthy
        await stage.until(
          "every death has been died",
          async () => {
            await stage.hurry();
            const left = { workers: crew.spared.length, senders: signUps.deathsLeft };
            return { done: left.workers + left.senders === 0, seen: left };
          },
          900_000,
        );
        return crew.died.length + signUps.died;
      },
      check: async ({ crew, signUps }) => [
        {
          invariant: "other",
          what: "fewer died than were to",
          broken: Math.max(0, deaths.length + senderDeaths.length - crew.died.length - signUps.died),
          example: crew.spared,
        },
      ],
    });
  },
};
