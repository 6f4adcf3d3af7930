import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "../fault";
import { liveThrough } from "../live-through";
import { oldPrograms } from "../old-programs";

const HAND_OVERS = 16;

export const versions: Fault = {
  name: "versions",
  about:
    "workers of this version and of the oldest one with the same database side by side, relieving each other (promise 22)",
  short: false,
  run: async (stage) => {
    const old = await oldPrograms(stage.ground);
    if (!old) return { skipped: "no older commit with the same database" };
    const { ground, env } = stage;
    stage.say(`beside the workers of ${old.commit.slice(0, 8)}`);
    return liveThrough(stage, {
      of: "hand-overs",
      people: 1_000,
      workers: 4,
      releases: true,
      role: (hired) => ({ program: (hired % 2 ? old.programs : ground.programs).worker, env }),
      trouble: async ({ crew }) => {
        for (let i = 0; i < HAND_OVERS; i += 1) {
          await sleep(1_500);
          crew.relieveOne(0); // the one who has been there longest
        }
        return HAND_OVERS;
      },
    });
  },
};
