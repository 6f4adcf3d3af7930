import { ingestEvents } from "@/lib/commands/ingest-events";
import { checkRest, countBroken } from "../check-tables";
import type { Fault } from "../fault";
import { race } from "../race";
import { drawGraph, publishScene } from "../scene";

const graph = drawGraph(
  {
    start: ["trigger.event", { event: "signed_up" }],
    buy: ["wait_for_event", { events: [{ event: "purchase", port: "bought" }], timeout: "PT3S" }],
    won: ["exit", { reason: "bought" }],
    lost: ["exit", { reason: "timeout" }],
  },
  ["start next buy", "buy bought won", "buy timeout lost"],
);
/** What is meant to come 50 ms before or after comes later than meant on a busy machine. */
const EARLY_MS = 100;
const LATE_MS = 50;

export const timeoutRace: Fault = {
  name: "timeout-race",
  about: "an event against a timeout, some 50 ms before or after (promise 11)",
  short: true,
  run: async (stage) => {
    await publishScene(stage.workspaceId, graph);
    stage.hire({ size: 2 });
    const people = stage.form.short ? 200 : 3_000;
    const racers = await race(stage, people, {
      node: 1,
      aim: () => Math.random() * (EARLY_MS + LATE_MS) - EARLY_MS,
      prepare: async ({ externalId }) => {
        const items = [{ kind: "track" as const, externalId, event: "purchase", properties: {} }];
        return () => ingestEvents(stage.workspaceId, items);
      },
    });
    await stage.until("everybody has left", async () => {
      const seen = await stage.one("select count(*)::int as n from enrollments where state = 'active'");
      return { done: seen.n === 0, seen };
    });
    const won = await stage.one("select count(*)::int as n from enrollments where end_reason = 'bought'");
    stage.say(`${won.n} of ${people} were in time`);
    return {
      trials: racers.length,
      of: "races",
      findings: [
        ...(await checkRest()),
        await countBroken(
          "I4",
          "the port is not the one that the event's own time says",
          `select r.id, r.due, e.end_reason, extract(epoch from v.received_at) * 1000 as at
           from unnest($1::bigint[], $2::float8[]) as r (id, due) join enrollments e on e.id = r.id
           join events v on v.subscriber_id = e.subscriber_id join event_kinds k on k.id = v.kind_id and k.name = 'purchase'
           where (e.end_reason = 'bought') <> ((extract(epoch from v.received_at) * 1000)::float8 <= r.due)`,
          [racers.map(({ enrollmentId }) => enrollmentId), racers.map(({ due }) => due)],
        ),
        {
          invariant: "other",
          what: "one side always won: no race",
          broken: won.n === 0 || won.n === people ? 1 : 0,
          example: won,
        },
      ],
    };
  },
};
