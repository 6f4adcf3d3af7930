import type { SimulateRequest, SimulationResource } from "@/lib/api/schemas/simulate";
import { withWorkspace } from "@/lib/db/with-workspace";
import { clockNow } from "@/lib/db/workspace-clock";
import { fillLiquid } from "@/lib/email/fill-liquid";
import { templateContext } from "@/lib/email/template-context";
import { compileGraph } from "@/lib/engine/compile-graph";
import { simulate } from "@/lib/engine/simulate";
import { describeSeen } from "@/lib/journey/describe-seen";
import type { Instant } from "@/lib/journey/facts";
import type { Names } from "@/lib/journey/names";
import { personZone } from "@/lib/journey/person-zone";
import type { Problem } from "@/lib/journey/problem";
import { assembleVisits } from "./assemble-visits";
import { narrateVisits } from "./narrate-visits";
import { readNames } from "./read-names";
import { readWalkable, type Walkable } from "./read-walkable";
import { type SimulatedPerson, simulatedPerson } from "./simulated-person";
import { writeSimulatedCall } from "./write-simulated-call";
import { writeSimulatedMail } from "./write-simulated-mail";
import { writeSimulatedPush } from "./write-simulated-push";
import { writeSimulatedTask } from "./write-simulated-task";

export type Simulated =
  | { ok: true; simulation: SimulationResource }
  | { ok: false; reason: "not_found" | "no_version" | "no_person" }
  /** the draft could not be published either, and so cannot be walked */
  | { ok: false; reason: "invalid"; problems: Problem[] };

/**
 * Walks one person, real or invented, through a draft or a published version on a virtual clock, with every mail as they would get it. The
 * engine and the mails are the real ones; nothing is written and nothing is sent.
 */
export async function simulateJourney(workspaceId: number, id: string, wanted: SimulateRequest): Promise<Simulated> {
  const prepared = await withWorkspace(workspaceId, async (tx) => {
    const walkable = await readWalkable(tx, workspaceId, id, wanted.version);
    if (!walkable.ok) return walkable;
    const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const startAt = wanted.start_at ? Date.parse(wanted.start_at) : clockNow(workspace);
    const person = await simulatedPerson(tx, workspaceId, wanted, startAt);
    if (!person) return { ok: false, reason: "no_person" } as const;
    const names = await readNames(tx, workspaceId, walkable.walkable.graph);
    return { ok: true, walkable: walkable.walkable, workspace, startAt, person, names } as const;
  });
  if (!prepared.ok) return prepared;
  const { walkable, workspace, startAt, person, names } = prepared;
  return { ok: true, simulation: run(walkable, workspace.timezone, startAt, person, wanted, names) };
}

function run(
  { journey, graph, settings, emails }: Walkable,
  timezone: string,
  startAt: Instant,
  person: SimulatedPerson,
  wanted: SimulateRequest,
  names: Names,
): SimulationResource {
  const { event, properties } = wanted.trigger ?? { properties: {} };
  const compiled = compileGraph(graph, settings);
  const simulation = simulate({
    compiled,
    journey,
    ...person,
    trigger: { ...(event === undefined ? {} : { event }), properties },
    events: wanted.events,
    startAt,
    defaultTimezone: settings.timezone ?? timezone,
    fill: (template, facts) => fillLiquid(template, templateContext(facts, startAt)),
  });
  const due = simulation.stands?.due_at;
  return {
    visits: narrateVisits(assembleVisits(simulation.visits), graph, names),
    messages: [
      ...simulation.messages.map((message) =>
        message.channel === "push"
          ? writeSimulatedPush(message, compiled, person.browsers)
          : writeSimulatedMail(message, emails[message.node_id]),
      ),
      ...simulation.calls.map((call) => writeSimulatedCall(call, compiled.node(call.node_id).config)),
      ...simulation.tasks.map((task) => writeSimulatedTask(task, simulation.facts, settings.timezone ?? timezone)),
    ].sort((a, b) => a.visit - b.visit),
    ended: simulation.ended,
    ...(simulation.reason === undefined ? {} : { reason: simulation.reason }),
    ...(simulation.refused?.length
      ? { refused: simulation.refused.map((seen) => describeSeen(seen, names)).join(" · ") }
      : {}),
    version: wanted.version,
    start_at: new Date(startAt).toISOString(),
    timezone: personZone(simulation.facts),
    node_id: simulation.stands?.node ?? null,
    due_at: due === undefined || due === "forever" ? null : new Date(due).toISOString(),
    happened: simulation.happened.map(({ event: name, at, properties: given }) => ({
      event: name,
      at: new Date(at).toISOString(),
      properties: given,
    })),
  };
}
