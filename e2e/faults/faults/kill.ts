import type { FaultPoint } from "@/lib/queue/fault-point";
import type { Fault } from "../fault";
import { liveThrough } from "../live-through";
import type { Stage } from "../stage";

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
const TIMES_LONG = 300;
const TIMEOUT_MS = 1_800_000;
const TIMEOUT_LONG_MS = 18_000_000;
/** Each connection plans for itself, and most of a short life would go into that. */
const FEW_CONNECTIONS = { WORKER_CONCURRENCY: "1", DATABASE_POOL_MAX: "4" };
/** So many are on their way to their deaths at once: while one starts, others die. */
const CREW = 8;

/**
 * Every point so many times, each death a little later than the one before it, up to the third pass. In turn; in the long form one point after
 * the other, so that what time allows is whole points.
 */
function deathsOf(points: readonly FaultPoint[], long: boolean) {
  const passes = Array.from({ length: long ? TIMES_LONG : TIMES }, (_, round) => 1 + (round % 3));
  return long
    ? points.flatMap((at) => passes.map((nth) => ({ at, nth })))
    : passes.flatMap((nth) => points.map((at) => ({ at, nth })));
}

/** Those of `points` that were asked for: all of them where nobody asked. */
function chosen(points: readonly FaultPoint[], { at }: Stage["form"]): readonly FaultPoint[] {
  const unknown = at?.find((name) => ![...POINTS, ...INGEST_POINTS].some((point) => point === name));
  if (unknown !== undefined) throw new Error(`--at takes ${[...POINTS, ...INGEST_POINTS].join(", ")}; not ${unknown}`);
  return at === undefined ? points : points.filter((point) => at.includes(point));
}

/** Says at each tenth of the deaths how long all of them will take, and how long the long form would. */
function progress(stage: Stage, all: number) {
  const from = performance.now();
  let tenths = 0;
  return (left: number) => {
    const died = all - left;
    if (died < (all * (tenths + 1)) / 10) return;
    tenths = Math.floor((died * 10) / all);
    const minutes = (performance.now() - from) / 60_000;
    const each = minutes / died;
    const long = stage.form.long
      ? ""
      : `; ${TIMES_LONG} times would take ${((each * all * TIMES_LONG) / TIMES).toFixed(0)}`;
    stage.say(`${died} of ${all} after ${minutes.toFixed(1)} min: ${(each * all).toFixed(1)} min in all${long}`);
  };
}

export const kill: Fault = {
  name: "kill",
  about: "SIGKILL of worker and ingestion at every named point of the code (promises 1, 3, 5)",
  short: false,
  run: (stage) => {
    const { long, minutes } = stage.form;
    const deaths = deathsOf(chosen(POINTS, stage.form), long);
    const senderDeaths = deathsOf(chosen(INGEST_POINTS, stage.form), long).map(({ at, nth }) => `${at}:${nth}`);
    let pardoned = 0;
    const tell = progress(stage, deaths.length + senderDeaths.length);
    return liveThrough(stage, {
      of: "kills at named points",
      people: 1_000,
      workers: CREW,
      role: () => ({ program: stage.ground.programs.worker, env: { ...stage.env, ...FEW_CONNECTIONS } }),
      deaths,
      senderDeaths,
      pace: 500,
      batch: 15,
      trouble: async ({ crew, signUps }) => {
        stage.hire({ size: 1 }); // promise 4 is made where one worker stays healthy
        const over = performance.now() + minutes * 60_000;
        await stage.until(
          "every death has been died",
          async () => {
            await stage.hurry();
            const left = { workers: crew.spared.length, senders: signUps.deathsLeft };
            tell(left.workers + left.senders);
            if (performance.now() > over) pardoned = crew.pardon() + signUps.pardon();
            return { done: pardoned > 0 || left.workers + left.senders === 0, seen: left };
          },
          long ? TIMEOUT_LONG_MS : TIMEOUT_MS,
        );
        const times = [...Map.groupBy(crew.died, (at) => at)].map(([at, all]) => `${at} ${all.length}`);
        stage.say(`${times.join(", ")}, ingestion ${signUps.died}; ${pardoned} were spared`);
        return crew.died.length + signUps.died;
      },
      check: async ({ crew, signUps }) => [
        {
          invariant: "other",
          what: "fewer died than were to",
          broken: Math.max(0, deaths.length + senderDeaths.length - pardoned - crew.died.length - signUps.died),
          example: crew.spared,
        },
      ],
    });
  },
};
