import type { Facts, Instant } from "@/lib/journey/facts";
import { personZone } from "@/lib/journey/person-zone";
import type { JourneySettings } from "@/lib/journey/settings";
import { addDuration } from "@/lib/journey/time";

/** When the journey's maximum time is over for this run; undefined when the journey sets none (there is no default). */
export function runDeadline(settings: JourneySettings, facts: Facts): Instant | undefined {
  return settings.max_time === undefined
    ? undefined
    : addDuration(facts.entered_at, settings.max_time, personZone(facts));
}
