import { seenSchema } from "@/lib/api/schemas/enrollment";
import { type Why, whyCodeSchema } from "@/lib/api/schemas/why";
import type { Tx } from "@/lib/db/with-workspace";
import { describeSeen } from "@/lib/journey/describe-seen";
import { type Graph, type GraphNode, graphSchema } from "@/lib/journey/graph";
import type { Names } from "@/lib/journey/names";
import { type RefusalReason, refusalSentence } from "@/lib/journey/refusal";
import { describeNode } from "@/lib/nodes/describe-node";
import { answerOf, evidence } from "./why-case";

/** Somebody who never entered: `journey` is the one asked about, `who` what the person is called. */
export type AbsenceCase = {
  tx: Tx;
  workspaceId: number;
  journeyId: string;
  subscriberId: bigint;
  who: string;
  names: Names;
  /** the live version's, else that of the newest; undefined: never published */
  graph: Graph | undefined;
};

type Refused = { reason: RefusalReason; event: string | null; node: string; at: Date; seen: unknown };
type Status = { status: string; version_id: number | null; graph: unknown; number: number | null };

/** Why a person never entered a journey: the latest thing that could have let them in, and what stood against it. */
export async function explainAbsence(absence: AbsenceCase): Promise<Why> {
  const { tx, journeyId, subscriberId, who, graph, names } = absence;
  if (!graph)
    return answerOf(undefined, {
      got: false,
      code: "never_published",
      sentence: `The journey was never published, so nobody can be in it.`,
    });
  const refusals = await tx.$queryRaw<Refused[]>`
    select reason, event, node, at, seen from entry_refusals
    where journey_id = ${journeyId}::uuid and subscriber_id = ${subscriberId} order by at desc, reason`;
  const triggers = graph.nodes.filter(({ type }) => type.startsWith("trigger."));
  const event = await latestEvent(absence, triggers);
  const [refused] = refusals;
  // What happened last decides: an event after the latest refusal was turned away by something else.
  if (refused && !(event && event.at.getTime() > refused.at.getTime())) return explainRefusal(refused, who, names);
  if (event) return explainEvent(absence, event);
  return explainNothing(triggers, who, names);
}

async function latestEvent({ tx, workspaceId, subscriberId }: AbsenceCase, triggers: readonly GraphNode[]) {
  const wanted = eventNames(triggers);
  if (wanted.length === 0) return undefined;
  const [event] = await tx.$queryRaw<{ event: string; at: Date }[]>`
    select k.name as event, e.received_at as at from events e join event_kinds k on k.id = e.kind_id
    where k.workspace_id = ${workspaceId} and k.name = any(${wanted}) and e.subscriber_id = ${subscriberId}
    order by e.received_at desc limit 1`;
  return event;
}

function eventNames(nodes: readonly GraphNode[]): string[] {
  return nodes.flatMap(({ type, config }) =>
    type === "trigger.event" && typeof config.event === "string" ? [config.event] : [],
  );
}

function explainRefusal(refused: Refused, who: string, names: Names): Why {
  const seen = seenSchema.array().parse(refused.seen);
  const did = refused.event ? `${who} did “${refused.event}”` : `${who} was about to enter`;
  const code = whyCodeSchema.safeParse(refused.reason);
  const at = refused.at.toISOString();
  return answerOf(undefined, {
    got: false,
    code: code.success ? code.data : "refused",
    node_id: refused.node,
    sentence: `${did}, but was not let in. ${refusalSentence(refused.reason)}`,
    at,
    evidence: seen.map((one) => evidence(describeSeen(one, names), at, { kind: "node", id: refused.node })),
  });
}

/** They did what starts the journey and nothing says that it refused them: was it live then, and did it listen to that? */
async function explainEvent(
  { tx, journeyId, who }: AbsenceCase,
  { event, at }: { event: string; at: Date },
): Promise<Why> {
  const [then] = await tx.$queryRaw<Status[]>`
    select l.status, l.version_id, v.graph, v.number from journey_status_log l
    left join journey_versions v on v.id = l.version_id
    where l.journey_id = ${journeyId}::uuid and l.at <= ${at} order by l.id desc limit 1`;
  const [live] = await tx.$queryRaw<{ at: Date }[]>`
    select at from journey_status_log where journey_id = ${journeyId}::uuid and status = 'active' and at > ${at}
    order by id limit 1`;
  const since = live ? [evidence("the journey went live", live.at.toISOString())] : [];
  const about = {
    got: false,
    at: at.toISOString(),
    evidence: [evidence(`did “${event}”`, at.toISOString()), ...since],
  };
  if (then?.status !== "active") {
    const state =
      then === undefined || then.status === "draft"
        ? "not published yet"
        : then.status === "completed"
          ? "finished"
          : then.status;
    const sentence = `${who} did “${event}”, but the journey was ${state} then.`;
    return answerOf(undefined, { ...about, code: "not_live", sentence });
  }
  const graph = graphSchema.safeParse(then.graph);
  if (graph.success && !eventNames(graph.data.nodes).includes(event)) {
    const sentence = `${who} did “${event}”, but version ${then.number ?? ""}, live then, did not begin with it.`;
    return answerOf(undefined, { ...about, code: "not_live", sentence });
  }
  const sentence = `${who} did “${event}” and is not in the journey; why is no longer known (it is kept for 30 days).`;
  return answerOf(undefined, { ...about, code: "unknown", sentence });
}

function explainNothing(triggers: readonly GraphNode[], who: string, names: Names): Why {
  const events = eventNames(triggers);
  if (events.length > 0) {
    const said = events.map((name) => `“${name}”`).join(" or ");
    return answerOf(undefined, {
      got: false,
      code: "no_event",
      node_id: triggers.find(({ type }) => type === "trigger.event")?.id ?? null,
      sentence: `${who} has never done ${said}, which starts the journey.`,
    });
  }
  const words = triggers.map((trigger) => describeNode(trigger, names).summary.toLowerCase()).join("; ");
  return answerOf(undefined, {
    got: false,
    code: "not_added",
    node_id: triggers[0]?.id ?? null,
    sentence: `People come in ${words}; for ${who} that has not happened while the journey was live.`,
  });
}
