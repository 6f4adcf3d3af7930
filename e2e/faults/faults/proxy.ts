import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "../fault";
import { liveThrough } from "../live-through";
import { startProxy } from "../start-proxy";

const BAD_FOR_MS = 45_000;

export const proxy: Fault = {
  name: "proxy",
  about: "a network to PostgreSQL that delays pieces, halves them, and resets connections in the middle of one",
  short: false,
  run: async (stage) => {
    const network = await startProxy(stage.ground.postgres.port);
    stage.onClose(network.stop);
    const url = new URL(stage.databaseUrl);
    url.port = String(network.port);
    const env = { ...stage.env, DATABASE_URL: url.href };
    return liveThrough(stage, {
      of: "resets",
      people: 1_000,
      pace: 300,
      role: () => ({ program: stage.ground.programs.worker, env }),
      senderEnv: env,
      trouble: async () => {
        await sleep(BAD_FOR_MS);
        network.good();
        stage.say(`${JSON.stringify(network.counts)}`);
        return network.counts.reset;
      },
    });
  },
};
