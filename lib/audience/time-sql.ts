import { compare } from "@/lib/journey/compare";
import type { TimeCondition } from "@/lib/journey/condition";
import type { Instant } from "@/lib/journey/facts";
import { localTime } from "@/lib/journey/local-time";
import type { Parameters } from "./parameters";
import { zoneNames } from "./zone-names";

type Scope = { workspaceId: number; now: Instant; parameters: Parameters };

/**
 * Whether it is that time where a person (alias `s`) lives. What each zone's clock shows is worked out here, by the rules of
 * lib/journey; the database only looks a person's zone up among those where it holds. Whoever has no zone, or none that exists, is
 * counted where the workspace is, as in personZone().
 */
export function timeSql({ time, op, value }: TimeCondition, { workspaceId, now, parameters }: Scope): string {
  const holds = (zone: string) => compare(op, localTime(now, zone)[time], value, now);
  const known = parameters.texts([...zoneNames]);
  const wanted = parameters.texts(zoneNames.filter(holds));
  const own = knownZone("s.timezone", known);
  const workspace = `(select ${knownZone("w.timezone", known)} from workspaces w where w.id = ${parameters.integer(workspaceId)})`;
  return `(coalesce(${own}, ${workspace}, 'utc') = any (${wanted}))`;
}

function knownZone(name: string, known: string): string {
  return `case when lower(${name}) = any (${known}) then lower(${name}) end`;
}
