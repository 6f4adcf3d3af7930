import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "../fault";
import { liveThrough } from "../live-through";

const KILLS = 30;

export const randomKill: Fault = {
  name: "random-kill",
  about: "SIGKILL of a worker at random moments, a second or two apart (promises 1, 5)",
  short: false,
  run: (stage) =>
    liveThrough(stage, {
      of: "kills",
      people: 1_000,
      trouble: async ({ crew }) => {
        for (let i = 0; i < KILLS; i += 1) {
          await sleep(1_000 + Math.random() * 1_500);
          crew.killOne(Math.floor(Math.random() * 3));
          await stage.hurry();
        }
        return crew.died.length;
      },
    }),
};
