import { checkCondition } from "@/lib/journey/check-condition";
import type { Condition } from "@/lib/journey/condition";
import { conditionReferences } from "@/lib/journey/condition-references";
import type { Graph } from "@/lib/journey/graph";
import type { Json } from "@/lib/journey/json";
import type { Problem } from "@/lib/journey/problem";
import type { JourneySettings } from "@/lib/journey/settings";
import { isStandardEvent } from "@/lib/journey/standard-events";
import { isTimeZone } from "@/lib/journey/time";
import { checkPaths } from "./check-paths";
import { type ParsedNode, parseNodes } from "./parse-nodes";

/** What exists in the workspace, so that references can be verified. Without `eventNames` events are not looked up. */
export type World = {
  segments: ReadonlySet<string>;
  templates: ReadonlySet<string>;
  eventNames?: ReadonlySet<string>;
  /** those that people can be put into by hand */
  manualSegments?: ReadonlySet<string>;
  /** every other journey: whether it takes people in now, and which journeys its live version starts */
  journeys?: ReadonlyMap<string, { active: boolean; starts: readonly string[] }>;
  /** addresses of the workspace's members, in lower case */
  members?: ReadonlySet<string>;
  /** connected CRMs; absent: not looked up */
  connections?: ReadonlySet<string>;
  /** id of the journey that is checked */
  self?: string;
};

/**
 * Everything that stands between a draft and publishing (severity "error"), and what its author should look at
 * ("warning"). Time grows with nodes plus edges. A graph without errors compiles (compileGraph), and every walk over it
 * ends or waits.
 */
export function checkGraph(graph: Graph, settings: JourneySettings, world: World): Problem[] {
  const { nodes, problems } = parseNodes(graph);
  const ids = new Set(graph.nodes.map(({ id }) => id));
  const emitted = nodes.flatMap(({ definition, config }) => definition.emits?.(config) ?? []);
  const known = world.eventNames ? { ...world, eventNames: new Set([...world.eventNames, ...emitted]) } : world;
  return [
    ...problems,
    ...nodes.flatMap((node) => checkNode(node, ids, known)),
    ...checkPaths(graph, nodes, { endsByItself: Boolean(settings.max_time || settings.exit_when) }),
    ...checkSettings(settings, ids, world),
  ];
}

function checkNode({ node, definition, config }: ParsedNode, ids: ReadonlySet<string>, world: World): Problem[] {
  const problems = [
    ...(definition.check?.(config) ?? []),
    ...checkReferences(definition.references?.(config) ?? {}, ids, world),
    ...unseenEvents(node.config, world),
  ];
  return problems.map((problem) => ({ ...problem, node_id: node.id }));
}

type References = NonNullable<ReturnType<NonNullable<ParsedNode["definition"]["references"]>>>;

function checkReferences(references: References, ids: ReadonlySet<string>, world: World): Problem[] {
  const gone = (code: string, message: string, field?: string): Problem => ({
    code,
    severity: "error",
    message,
    ...(field && { field }),
  });
  const unknown = (wanted: string[] | undefined, known: ReadonlySet<string>) =>
    [...new Set(wanted)].filter((id) => !known.has(id));
  return [
    ...unknown(references.segments, world.segments).map(() =>
      gone("unknown_segment", "This uses a segment that does not exist any more."),
    ),
    ...unknown(references.templates, world.templates).map(() =>
      gone("unknown_template", "This uses an email template that does not exist any more.", "template_id"),
    ),
    ...(world.manualSegments ? unknown(references.manualSegments, world.manualSegments) : [])
      .filter((id) => world.segments.has(id))
      .map(() =>
        gone("not_manual", "People can be put into a manual segment only; this one follows its rules.", "segment_id"),
      ),
    ...(world.connections ? unknown(references.connections, world.connections) : []).map(() =>
      gone("unknown_connection", "This writes to a CRM that is not connected any more.", "connection_id"),
    ),
    ...(references.journeys ?? []).flatMap((id) => checkJourney(id, world)),
    ...(world.members ? unknown(references.members, world.members) : []).map((address) => ({
      code: "unknown_member",
      severity: "warning" as const,
      message: `${address} is not a member of this workspace, so they are passed over.`,
      field: "assignees",
    })),
    ...unknown(references.nodes, ids).map((id) =>
      gone("unknown_node", `This asks about the step “${id}”, which is not in this journey.`),
    ),
  ];
}

function checkJourney(id: string, { journeys, self }: World): Problem[] {
  const problem = (severity: Problem["severity"], code: string, message: string): Problem[] => [
    { code, severity, message, field: "journey_id" },
  ];
  if (id === self) return problem("error", "journey_cycle", "A journey cannot start itself.");
  if (!journeys) return [];
  const found = journeys.get(id);
  if (!found) return problem("error", "unknown_journey", "This starts a journey that does not exist any more.");
  const seen = new Set<string>();
  const open = [...found.starts];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === self)
      return problem(
        "error",
        "journey_cycle",
        "That journey leads back to this one, so people would go round for ever.",
      );
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(journeys.get(next)?.starts ?? []));
  }
  return found.active
    ? []
    : problem("warning", "journey_not_live", "That journey is not live, so nobody can be started in it yet.");
}

function unseenEvents(config: Json, { eventNames }: World): Problem[] {
  if (!eventNames) return [];
  return [...new Set(eventsIn(config))]
    .filter((event) => event !== "" && !eventNames.has(event) && !isStandardEvent(event))
    .map((event) => ({
      code: "unseen_event",
      severity: "warning",
      message: `No event “${event}” has arrived yet. Check the spelling.`,
    }));
}

function eventsIn(value: Json): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(eventsIn);
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "event" && typeof inner === "string" ? [inner] : eventsIn(inner),
  );
}

function checkSettings(
  { exit_when, eligibility, timezone }: JourneySettings,
  ids: ReadonlySet<string>,
  world: World,
): Problem[] {
  const problems = [
    ...checkRule("Exit rule", "settings.exit_when", exit_when, ids, world),
    ...checkRule("Who may enter", "settings.eligibility", eligibility, ids, world),
  ];
  if (timezone && !isTimeZone(timezone))
    problems.push({
      code: "invalid_setting",
      severity: "error",
      message: `“${timezone}” is no time zone.`,
      field: "settings.timezone",
    });
  return problems;
}

function checkRule(
  name: string,
  field: string,
  rule: Condition | undefined,
  ids: ReadonlySet<string>,
  world: World,
): Problem[] {
  if (!rule) return [];
  return [
    ...checkCondition(rule).map((message) => ({
      code: "invalid_condition",
      severity: "error" as const,
      message: `${name}: ${message}`,
      field,
    })),
    ...checkReferences(conditionReferences(rule), ids, world).map((problem) => ({
      ...problem,
      message: `${name}: ${problem.message}`,
      field,
    })),
  ];
}
