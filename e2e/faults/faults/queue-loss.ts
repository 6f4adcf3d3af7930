import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "../fault";
import { liveThrough } from "../live-through";

const ROUNDS = 25;

export const queueLoss: Fault = {
  name: "queue-loss",
  about: "every row of the queue deleted again and again; nobody hurries the sweep (promise 4)",
  short: false,
  run: (stage) =>
    liveThrough(stage, {
      of: "deletions of all jobs",
      people: 1_000,
      trouble: async () => {
        let deletions = 0;
        for (let round = 0; round < ROUNDS; round += 1) {
          await sleep(1_500);
          if (await stage.loseJobs()) deletions += 1;
        }
        return deletions;
      },
    }),
};
