import type { JourneyTestRecord } from "@/lib/api/schemas/journey-test";
import type { Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { clockNow } from "@/lib/db/workspace-clock";
import { makeTestBench } from "@/lib/email/make-test-bench";
import { eventsAsked } from "@/lib/engine/events-asked";
import { expectationFrom } from "@/lib/engine/expectation-from";
import { runJourneyTest } from "@/lib/engine/run-journey-test";
import type { Instant } from "@/lib/journey/facts";
import type { JourneyTestCase } from "@/lib/journey/journey-test";
import type { Problem } from "@/lib/journey/problem";
import { standingAt } from "@/lib/journey/standing";
import { readWalkable } from "@/lib/queries/read-walkable";
import { type SimulatedPerson, simulatedPerson } from "@/lib/queries/simulated-person";
import { insertJourneyTest, type SavedJourneyTest } from "./create-journey-test";

export type RecordedJourneyTest =
  | SavedJourneyTest
  | { ok: false; reason: "no_version" | "no_person" }
  | { ok: false; reason: "invalid"; problems: Problem[] };

/** A test keeps the newest part of a longer past. */
const HISTORY_KEPT_MAX = 500;

/**
 * Walks somebody as a simulation does and saves the case with what came of it as what must come of it. A real person is copied
 * (fields, segments, and what they did of the events the journey speaks of), so that the test stays the same when they change.
 */
export async function recordJourneyTest(
  principal: Principal,
  journeyId: string,
  wanted: JourneyTestRecord,
): Promise<RecordedJourneyTest> {
  const { workspaceId } = principal;
  return withWorkspace(workspaceId, async (tx) => {
    const read = await readWalkable(tx, workspaceId, journeyId, wanted.version);
    if (!read.ok) return read;
    const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const startAt = wanted.start_at ? Date.parse(wanted.start_at) : clockNow(workspace);
    const person = await simulatedPerson(tx, workspaceId, wanted, startAt);
    if (!person) return { ok: false, reason: "no_person" };
    const { walkable } = read;
    const setting = {
      person: {
        ...copyOf(person, eventsAsked(walkable.graph, walkable.settings), startAt),
        ...scoresOf(person, startAt),
      },
      trigger: wanted.trigger ?? { properties: {} },
      events: wanted.events,
      start_at: new Date(startAt).toISOString(),
    };
    const bench = makeTestBench({ ...walkable, timezone: workspace.timezone, scoreRules: person.standing.rules });
    const { actual } = runJourneyTest({ ...setting, expect: { path_match: "exact" } }, bench);
    const definition = { ...setting, expect: expectationFrom(actual) };
    return insertJourneyTest(tx, principal, journeyId, wanted.name, definition);
  });
}

/** What they are worth as the run begins, all of their past included. */
function scoresOf({ standing }: SimulatedPerson, startAt: Instant): Pick<JourneyTestCase["person"], "scores"> {
  const { lead, engagement } = standingAt(standing.row, standing.rules, standing.about, startAt).scores;
  return lead > 0 || engagement > 0 ? { scores: { lead, engagement } } : {};
}

/** `before` is counted in whole seconds and at least one, so that the past stays before the start. */
function copyOf(
  { subscriber, segments, history }: SimulatedPerson,
  asked: ReadonlySet<string>,
  startAt: Instant,
): JourneyTestCase["person"] {
  const { id: _id, created_at: _created, tags, attributes, ...fields } = subscriber;
  const known = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
  const past = history
    .filter(({ event, at }) => asked.has(event) && at <= startAt)
    .slice(-HISTORY_KEPT_MAX)
    .map(({ event, properties, at }) => ({
      event,
      properties,
      before: `PT${Math.max(1, Math.round((startAt - at) / 1_000))}S`,
    }));
  return {
    ...known,
    ...(tags.length > 0 ? { tags } : {}),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
    ...(segments.size > 0 ? { segments: [...segments].sort() } : {}),
    ...(past.length > 0 ? { history: past } : {}),
  };
}
