import type { ClaimedRow } from "@/lib/db/claim.sql";
import type { Facts } from "@/lib/journey/facts";
import type { WalkContext } from "./read-walk-contexts";
import type { Walked } from "./walked";

/** Everything a walk of this person may look at; `fetched` is filled as steps ask. */
export function walkingFacts(
  row: ClaimedRow,
  run: Walked["run"],
  person: Walked["person"],
  context: WalkContext,
  fetched: Facts["fetched"],
): Facts {
  const { written_at: _, ...fields } = person;
  return {
    subscriber: { id: row.subscriber_id, ...fields },
    trigger: run.trigger,
    run: run.run,
    entered_at: run.entered_at,
    journey: { id: context.version.journeyId, name: context.journeyName, version: context.version.number },
    default_timezone: context.version.settings.timezone ?? context.timezone,
    fetched,
  };
}
