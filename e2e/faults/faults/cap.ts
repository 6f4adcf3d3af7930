import { setTimeout as sleep } from "node:timers/promises";
import { ingestEvents } from "@/lib/commands/ingest-events";
import { checkKeys } from "../check-mails";
import { checkRest } from "../check-tables";
import type { Fault } from "../fault";
import type { Finding } from "../findings";
import { addressOf, drawGraph, publishScene } from "../scene";
import type { Stage } from "../stage";

const COUNT = 20;
const PERIOD_MS = 2_000;
/** A turn is good for a tenth of the period, so that passes may be that much closer than turns. */
const GRACE_MS = 200;
const SENDERS = 20;
const PEOPLE = 400;

const graph = drawGraph(
  {
    start: ["trigger.event", { event: "signed_up" }],
    limit: ["rate_limit", { count: COUNT, period: "PT2S" }],
    hello: ["email", { subject: "hello", body: "Hello" }],
  },
  ["start next limit", "limit next hello"],
);

/** Moments that have `COUNT` others before them in less than `withinMs`. */
function tooMany(what: string, moments: readonly number[], withinMs: number): Finding {
  const sorted = [...moments].sort((a, b) => a - b);
  const over = sorted.filter((at, i) => at - (sorted[i - COUNT] ?? Number.NEGATIVE_INFINITY) < withinMs);
  return { invariant: "I6", what, broken: over.length, example: over[0] };
}

async function momentsOf(stage: Stage, sql: string): Promise<number[]> {
  const { rows } = await stage.query(sql);
  return rows.map(({ at }) => Number(at));
}

export const cap: Fault = {
  name: "cap",
  about: "twenty senders against one rate limit, while workers are killed (promise 17)",
  short: false,
  run: async (stage) => {
    await publishScene(stage.workspaceId, graph);
    const crew = stage.hire();
    await stage.untilStaffed();
    let next = 0;
    const sender = async () => {
      for (let p = next++; p < PEOPLE; p = next++)
        await ingestEvents(stage.workspaceId, [
          { kind: "track", externalId: `p${p}`, event: "signed_up", properties: {}, traits: { email: addressOf(p) } },
        ]);
    };
    await Promise.all(Array.from({ length: SENDERS }, sender));
    for (let i = 0; i < 10; i += 1) {
      await sleep(2_000);
      crew.killOne(i);
      await stage.hurry();
    }
    await stage.until("everybody has their mail", async () => {
      await stage.hurry();
      const seen = await stage.one(`select (select count(*)::int from sends where status = 'sent') as sent,
        (select count(*)::int from enrollments where state = 'active') as active`);
      return { done: seen.sent === PEOPLE && seen.active === 0, seen };
    });
    return {
      trials: PEOPLE,
      of: "people",
      findings: [
        ...checkKeys(stage.provider.acceptances),
        ...(await checkRest()),
        tooMany(
          `more than ${COUNT} turns in a period`,
          await momentsOf(stage, "select run->'turns'->>'limit' as at from enrollments"),
          PERIOD_MS,
        ),
        tooMany(
          `more than ${COUNT} people passed in a period`,
          await momentsOf(
            stage,
            `select s->>'left_at' as at from walks w, jsonb_array_elements(w.steps) s where s->>'node' = 'limit' and s ? 'left_at'`,
          ),
          PERIOD_MS - GRACE_MS,
        ),
      ],
    };
  },
};
