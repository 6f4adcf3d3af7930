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
  return {
    subscriber: subscriberFacts(row.subscriber_id, person),
    trigger: run.trigger,
    run: run.run,
    entered_at: run.entered_at,
    journey: context.journey,
    default_timezone: context.version.settings.timezone ?? context.timezone,
    fetched,
  };
}

/** Field by field: taking the rest of an object apart costs more than a step of the walk. */
function subscriberFacts(id: string, person: Walked["person"]): Facts["subscriber"] {
  return {
    id,
    external_id: person.external_id,
    email: person.email,
    phone: person.phone,
    first_name: person.first_name,
    last_name: person.last_name,
    timezone: person.timezone,
    locale: person.locale,
    lifecycle_stage: person.lifecycle_stage,
    attributes: person.attributes,
    tags: person.tags,
    created_at: person.created_at,
  };
}
