import type pg from "pg";
import { consentSql } from "@/lib/audience/consent-sql";
import { standingSql } from "@/lib/audience/standing-sql";
import { BACKTEST_EVENTS, type ClaimedBacktest, OTHER_MAILS, OTHER_RUNS } from "@/lib/db/backtests.sql";
import type { OtherwisePerson } from "@/lib/engine/add-to-backtest";
import type { PastPerson } from "@/lib/engine/backtest-person";
import type { EventFact, SubscriberFacts } from "@/lib/journey/facts";
import { standingDay } from "@/lib/journey/standing";

/** A longer past is cut to its newest part. */
const EVENTS_MAX = 5_000;
const DAY_MS = 86_400_000;

export type LoadedPast = { id: string; person: PastPerson; otherwise: OtherwisePerson };

const PEOPLE = `
select s.id::text, s.external_id, s.email, s.phone, s.first_name, s.last_name, s.timezone, s.locale, s.lifecycle_stage,
  s.attributes, s.tags, (extract(epoch from s.created_at) * 1000)::float8 as created_at, ${consentSql("s")} as consent, ${standingSql("$3::int")} as standing
from subscribers s where s.id = any($1::bigint[]) and s.workspace_id = $2 order by s.id`;

const SEGMENTS = `
select subscriber_id::text as subscriber_id, segment_id as id, (extract(epoch from entered_at) * 1000)::float8 as since
from segment_members where subscriber_id = any($1::bigint[])`;

type Present = SubscriberFacts & Pick<PastPerson, "consent" | "standing">;
type Of<T> = T & { subscriber_id: string };

/** A chunk of people with their past, by one query a kind. Whoever was erased meanwhile is not in it. */
export async function loadPastPeople(
  db: pg.Pool,
  { workspace_id, journey_id, from_at, until_at }: ClaimedBacktest,
  asked: string[] | null,
  ids: string[],
): Promise<LoadedPast[]> {
  const people = await db.query<Present>(PEOPLE, [ids, workspace_id, standingDay(until_at)]);
  const events = await by<EventFact>(db, BACKTEST_EVENTS, [ids, asked, workspace_id, until_at]);
  const segments = await by<PastPerson["segments"][number]>(db, SEGMENTS, [ids]);
  const mails = await by<{ at: number }>(db, OTHER_MAILS, [ids, journey_id, from_at - DAY_MS, until_at]);
  const runs = await by<OtherwisePerson["runs"][number]>(db, OTHER_RUNS, [ids, journey_id, from_at, until_at]);
  return people.rows.map(({ consent, standing, ...subscriber }) => ({
    id: subscriber.id,
    person: {
      subscriber,
      consent,
      standing,
      segments: segments.get(subscriber.id) ?? [],
      events: (events.get(subscriber.id) ?? []).slice(-EVENTS_MAX),
    },
    otherwise: {
      mails: (mails.get(subscriber.id) ?? []).map(({ at }) => at),
      runs: runs.get(subscriber.id) ?? [],
    },
  }));
}

async function by<T extends object>(db: pg.Pool, text: string, values: unknown[]): Promise<Map<string, T[]>> {
  const { rows } = await db.query<Of<T>>(text, values);
  return Map.groupBy(rows, ({ subscriber_id }) => subscriber_id);
}
