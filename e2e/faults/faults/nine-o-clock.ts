import { setTimeout as sleep } from "node:timers/promises";
import { ingestEvents } from "@/lib/commands/ingest-events";
import { checkKeys } from "../check-mails";
import { checkRest } from "../check-tables";
import type { Fault } from "../fault";
import { addressOf, drawGraph, publishScene } from "../scene";

const PEOPLE = 100_000;
const BATCH = 1_000;
const KILLS = 5;
/** Until the people are there; whoever comes later would wait for tomorrow. */
const AHEAD_MS = 180_000;
/** For a mail to each of them through a provider that takes 20 ms, on a machine that has more to do. */
const MAILED_WITHIN_MS = 1_200_000;
const LATE_MS_MAX = 120_000;

const graphAt = (at: string) =>
  drawGraph(
    {
      start: ["trigger.event", { event: "signed_up" }],
      nine: ["wait_until_time", { at, timezone: "UTC" }],
      hello: ["email", { subject: "hello", body: "Good morning" }],
    },
    ["start next nine", "nine next hello"],
  );

export const nineOClock: Fault = {
  name: "nine-o-clock",
  about: "100,000 people due at the same minute, workers killed while they are served (promises 4, 18)",
  short: false,
  run: async (stage) => {
    const due = Math.ceil((Date.now() + AHEAD_MS) / 60_000) * 60_000;
    await publishScene(stage.workspaceId, graphAt(new Date(due).toISOString().slice(11, 16)));
    const crew = stage.hire();
    for (let first = 0; first < PEOPLE; first += BATCH)
      await ingestEvents(
        stage.workspaceId,
        Array.from({ length: BATCH }, (_, i) => ({
          kind: "track" as const,
          externalId: `p${first + i}`,
          event: "signed_up",
          properties: {},
          traits: { email: addressOf(first + i) },
        })),
      );
    await stage.until(
      `${PEOPLE} people wait`,
      async () => {
        const seen = await stage.one(
          "select count(*)::int as n from waiting where visit > 0 and due_at = to_timestamp($1)",
          [due / 1_000],
        );
        return { done: seen.n === PEOPLE, seen };
      },
      due - Date.now(),
    );
    stage.say(`${Math.round((due - Date.now()) / 1_000)} s early`);
    await sleep(Math.max(0, due - Date.now()));
    for (let i = 0; i < KILLS; i += 1) {
      await sleep(2_000);
      crew.killOne(i);
    }
    await stage.until(
      "everybody has their mail",
      async () => {
        await stage.hurry();
        const seen = await stage.one("select count(*)::int as sent from sends where status = 'sent'");
        return { done: seen.sent === PEOPLE, seen };
      },
      MAILED_WITHIN_MS,
    );
    const walked = await stage.one(
      `select percentile_cont(0.5) within group (order by late) as p50, percentile_cont(0.99) within group (order by late) as p99,
         max(late) as max
       from (select (extract(epoch from w.at) - $1)::float8 as late from walks w where w.at >= to_timestamp($1)) l`,
      [due / 1_000],
    );
    stage.say(`walked after their time, in seconds: ${JSON.stringify(walked)}`);
    const mailed = stage.provider.acceptances.map(({ at }) => at - due).sort((a, b) => a - b);
    const early = mailed.filter((late) => late < 0).length;
    stage.say(`mailed within ${((mailed.at(-1) ?? 0) / 1_000).toFixed(1)} s`);
    return {
      trials: PEOPLE,
      of: "people",
      findings: [
        ...checkKeys(stage.provider.acceptances),
        ...(await checkRest()),
        {
          invariant: "I2",
          what: "somebody was walked more than 120 s late",
          broken:
            (
              await stage.one("select count(*)::int as n from walks where at > to_timestamp($1)", [
                (due + LATE_MS_MAX) / 1_000,
              ])
            ).n ?? 0,
        },
        { invariant: "other", what: "a mail came too early", broken: early, example: mailed[0] },
        {
          invariant: "other",
          what: "somebody has not exactly one mail",
          broken:
            Math.abs(PEOPLE - new Set(stage.provider.acceptances.map(({ to }) => to)).size) + mailed.length - PEOPLE,
          example: mailed.length,
        },
      ],
    };
  },
};
