import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "../fault";
import { liveThrough } from "../live-through";
import { OWN_NAME } from "../stage";

const ROUNDS = 150;

/** One of the connections of workers and senders, whatever it is doing. */
const TERMINATE_ONE = `
select pg_terminate_backend(pid) from pg_stat_activity
where datname = current_database() and application_name not in ($1, 'sojourn-queue-web') and state <> 'idle'
order by random() limit 1`;

export const terminate: Fault = {
  name: "terminate",
  about: "pg_terminate_backend on a busy connection, five times a second",
  short: false,
  run: (stage) =>
    liveThrough(stage, {
      of: "connections ended",
      people: 1_000,
      pace: 500,
      trouble: async () => {
        let ended = 0;
        for (let round = 0; round < ROUNDS; round += 1) {
          await sleep(200);
          const { rowCount } = await stage.query(TERMINATE_ONE, [OWN_NAME]);
          ended += rowCount ?? 0;
        }
        return ended;
      },
    }),
};
