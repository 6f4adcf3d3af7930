import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { Fault } from "../fault";
import type { Finding } from "../findings";
import { liveThrough, type Town } from "../live-through";
import { addressOf } from "../scene";

const HOUR_MS = 3_600_000;
const FOR_MS = 15_000;
const WAIT_MS = 5_000;

/** Whose second mail was accepted sooner after their sign-up than the wait allows, by the clocks of provider and database. */
async function tooEarly({ stage }: Town): Promise<Finding> {
  const { rows } = await stage.query(
    `select s.email, (extract(epoch from e.received_at) * 1000)::float8 as at from events e
     join event_kinds k on k.id = e.kind_id and k.name = 'signed_up' join subscribers s on s.id = e.subscriber_id`,
  );
  const signedUp = new Map<string, number>(rows.map(({ email, at }) => [email, at]));
  const early = stage.provider.acceptances.filter(
    ({ to, subject, at }) => subject !== "hello" && at < (signedUp.get(to) ?? 0) + WAIT_MS,
  );
  return { invariant: "other", what: "a wait was cut short", broken: early.length, example: early[0] ?? addressOf(0) };
}

export const clock: Fault = {
  name: "clock",
  about: "of three workers the clock of one is an hour ahead and that of another an hour behind",
  short: false,
  run: (stage) => {
    const preload = pathToFileURL(path.resolve("e2e/faults/shift-clock.mjs")).href;
    return liveThrough(stage, {
      of: "workers with a wrong clock",
      people: 500,
      wait: `PT${WAIT_MS / 1_000}S`,
      role: (hired) => ({
        program: stage.ground.programs.worker,
        env: {
          ...stage.env,
          NODE_OPTIONS: `--import ${preload}`,
          FAULT_CLOCK_MS: String([HOUR_MS, -HOUR_MS, 0][hired % 3]),
        },
      }),
      trouble: async () => {
        await sleep(FOR_MS);
        return 2;
      },
      check: async (town) => [await tooEarly(town)],
    });
  },
};
