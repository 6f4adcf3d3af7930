import type { Facts } from "./facts";
import { isTimeZone } from "./time";

/** The zone a person's waits are counted in: their own where it is a real one, else the journey's or workspace's. */
export function personZone(facts: Pick<Facts, "subscriber" | "default_timezone">): string {
  const own = facts.subscriber.timezone;
  if (own && isTimeZone(own)) return own;
  return isTimeZone(facts.default_timezone) ? facts.default_timezone : "UTC";
}
