import type { JourneyFile } from "@/lib/api/schemas/journey-file";
import { conditionSchema } from "@/lib/journey/condition";
import { makeReferences, nameReferences, textsIn } from "@/lib/journey/file-references";
import { type Json, jsonObjectSchema } from "@/lib/journey/json";
import type { Shared } from "./read-shared";

/** A journey with its tests, by ids. */
export type Own = Pick<JourneyFile, "journey" | "tests">;

/** What the journey points to, and what that points to. */
function used({ journey: { id, ...journey }, tests }: Own, all: Shared): Shared {
  const ids = textsIn([journey, tests] as Json);
  for (let before = -1; before < ids.size; ) {
    before = ids.size;
    for (const text of [...ids])
      textsIn((all.segments.get(text)?.condition ?? all.templates.get(text)?.document ?? null) as Json, ids);
  }
  const only = <T>(things: Map<string, T>) => new Map([...things].filter(([key]) => ids.has(key)));
  const journeys = only(all.journeys);
  if (id !== undefined) journeys.delete(id);
  return {
    segments: only(all.segments),
    templates: only(all.templates),
    journeys,
    pools: only(all.pools),
    connections: only(all.connections),
  };
}

/** The journey as a file, with what it points to written beside it. */
export function writeJourneyFile(own: Own, all: Shared): JourneyFile {
  const {
    journey: { id, ...journey },
    tests,
  } = own;
  const shared = used(own, all);
  const references = new Map([
    ...makeReferences("segments", [...shared.segments.values()]),
    ...makeReferences("templates", [...shared.templates.values()]),
    ...makeReferences("journeys", [...shared.journeys.values()]),
    ...makeReferences("pools", [...shared.pools.values()]),
    ...makeReferences("connections", [...shared.connections.values()]),
  ]);
  const named = <T>(value: T): T => nameReferences(value as Json, references) as T;
  const keyed = <T, U>(things: Map<string, T>, write: (thing: T) => U): Record<string, U> =>
    Object.fromEntries([...things].map(([key, thing]) => [references.get(key)?.split("/")[1] ?? key, write(thing)]));
  return {
    sojourn: 1,
    journey: { id, ...named(journey) },
    segments: keyed(shared.segments, ({ id: segment, name, description, condition }) => ({
      id: segment,
      name,
      description,
      ...(condition === null ? {} : { condition: named(conditionSchema.parse(condition)) }),
    })),
    templates: keyed(shared.templates, ({ id: template, name, channel, document }) => ({
      id: template,
      name,
      kind: channel === "block" ? "block" : "email",
      document: named(jsonObjectSchema.parse(document)),
    })),
    journeys: keyed(shared.journeys, ({ id: other, name }) => ({ id: other, name })),
    pools: keyed(shared.pools, ({ id: pool, name }) => ({ id: pool, name })),
    connections: keyed(shared.connections, ({ id: connection, name }) => ({ id: connection, name })),
    tests: named(tests),
  };
}
