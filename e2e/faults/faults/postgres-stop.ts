import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "../fault";
import { liveThrough } from "../live-through";

const STOPS = 6;

export const postgresStop: Fault = {
  name: "postgres-stop",
  about: "PostgreSQL stopped at once, as if the power had failed, and started again (promise 3)",
  short: false,
  run: (stage) =>
    liveThrough(stage, {
      of: "stops",
      people: 1_000,
      pace: 300,
      trouble: async () => {
        for (let i = 0; i < STOPS; i += 1) {
          await sleep(3_000 + Math.random() * 2_000);
          await stage.ground.crashPostgres();
        }
        return STOPS;
      },
    }),
};
