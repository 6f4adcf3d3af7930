import { setTimeout as sleep } from "node:timers/promises";
import { LEASE_MS } from "@/lib/commands/deliver-batch";
import type { NamedDeath } from "../crew";
import type { Fault } from "../fault";
import { liveThrough } from "../live-through";

const POINTS: readonly NamedDeath["at"][] = [
  "after_claim",
  "after_walk",
  "before_commit",
  "before_claim_commit",
  "before_handover",
  "after_handover",
  "before_result_commit",
  "during_compact",
];
const ROUNDS = 2;
/** Beyond the lease of a walk (30 s) and of a send, and the sweep after it. */
const SUSPENDED_MS = LEASE_MS + 5_000;

export const sigstop: Fault = {
  name: "sigstop",
  about: "workers suspended in the middle of a batch past every lease, then let go on (promise 6)",
  short: false,
  run: (stage) => {
    const deaths = Array.from({ length: ROUNDS }, (_, round) =>
      POINTS.map((at) => ({ at, nth: 1 + round, stop: true as const })),
    ).flat();
    return liveThrough(stage, {
      of: "suspended workers",
      people: 1_000,
      pace: 2_000,
      deaths,
      trouble: async ({ crew }) => {
        await stage.until("all are suspended", async () => {
          const seen = await crew.countSuspended();
          return { done: seen === deaths.length, seen: [seen, ...crew.spared] };
        });
        await sleep(SUSPENDED_MS);
        crew.resumeSuspended();
        return deaths.length;
      },
    });
  },
};
