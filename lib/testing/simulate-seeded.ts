import { compileGraph } from "@/lib/engine/compile-graph";
import { simulate } from "@/lib/engine/simulate";
import type { Simulation } from "@/lib/engine/simulation";
import { journeySettingsSchema } from "@/lib/journey/settings";
import { type SeededJourney, type SeededPerson, seededStart } from "./seeded-journey";

/** The pure engine's simulation of a seeded person on a seeded journey. */
export function simulateSeeded(journey: SeededJourney, person: SeededPerson, journeyId: string): Simulation {
  return simulate({
    compiled: compileGraph(journey.graph, journeySettingsSchema.parse(journey.settings)),
    journey: { id: journeyId, name: "Seeded", version: 1 },
    subscriber: {
      id: "1",
      external_id: person.externalId,
      email: "person@example.com",
      phone: null,
      first_name: null,
      last_name: null,
      timezone: person.timezone,
      locale: null,
      lifecycle_stage: null,
      attributes: person.attributes,
      tags: person.tags,
      created_at: seededStart,
    },
    trigger: { event: journey.startsWith, properties: {} },
    events: person.events.map(({ event, properties, at }) => ({
      event,
      properties,
      after: `PT${(at - seededStart) / 1_000}S`,
    })),
    startAt: seededStart,
    defaultTimezone: "UTC",
    fill: (text) => ({ ok: true, text }),
  });
}
