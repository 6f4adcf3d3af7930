import { setTimeout as sleep } from "node:timers/promises";
import type { ResendFault } from "@/lib/testing/fake-resend";
import type { Fault } from "../fault";
import { liveThrough } from "../live-through";

const TROUBLES: readonly ResendFault[] = [
  { accept_then_drop: true },
  { status: 500, name: "internal_server_error", message: "try later" },
  { drop: true },
  { status: 429, name: "rate_limit_exceeded", message: "too many" },
];
const ROUNDS = 3;

export const badProvider: Fault = {
  name: "bad-provider",
  about: "the provider answers 500 or 429, breaks off, or takes the mail and then breaks off (promises 1, 2)",
  short: false,
  run: (stage) =>
    liveThrough(stage, {
      of: "spells of trouble",
      people: 1_000,
      pace: 500,
      trouble: async () => {
        for (let round = 0; round < ROUNDS; round += 1)
          for (const fault of TROUBLES) {
            stage.provider.breakWith(fault);
            await sleep(1_500);
            stage.provider.breakWith(undefined);
            await sleep(1_500);
            await stage.hurry();
          }
        return ROUNDS * TROUBLES.length;
      },
    }),
};
