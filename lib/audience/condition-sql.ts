import type {
  Condition,
  ConsentCondition,
  EventCondition,
  MessageCondition,
  PathCondition,
} from "@/lib/journey/condition";
import { AT_LEAST_ONCE } from "@/lib/journey/evaluate-condition";
import { measureOf } from "@/lib/journey/event-measure";
import type { Instant } from "@/lib/journey/facts";
import { pathRoot, type SubscriberField } from "@/lib/journey/read-path";
import { standingDay } from "@/lib/journey/standing";
import { windowStart } from "@/lib/journey/time";
import { walkCondition } from "@/lib/journey/walk-condition";
import { compareSql, comparisonSql } from "./compare-sql";
import { consentSql } from "./consent-sql";
import { measureSql } from "./measure-sql";
import { makeParameters, type Parameters } from "./parameters";
import { standingValueSql } from "./standing-sql";
import { timeSql } from "./time-sql";

export type ConditionSql =
  | { ok: true; text: string; values: unknown[] }
  /** the condition asks about something only a run knows: `path` names it */
  | { ok: false; path: string; message: string };

export type ConditionSqlOptions = {
  workspaceId: number;
  now: Instant;
  /** number of the first placeholder, default 1 */
  firstParameter?: number;
};

/**
 * Compiles a condition to one boolean SQL expression over alias `s` (subscribers of the workspace), never null. It
 * agrees with evaluateCondition on every value (condition-sql.db.test.ts); windows are counted back from `now` in UTC.
 * What a run alone knows (event.*, run.*, journey.*, visits, arms) is an error value.
 */
export function conditionSql(condition: Condition, options: ConditionSqlOptions): ConditionSql {
  return compileChecked(condition, "none", options);
}

/**
 * The rules of an event trigger as SQL over aliases `s` (the person) and `e` (the event): what a segment may ask, and the event's properties. It
 * agrees with evaluateCondition before there is a run; what refers to one (mails of a step, visits, run.*, journey.*) is an error value.
 */
export function triggerRulesSql(where: Condition, options: ConditionSqlOptions): ConditionSql {
  return compileChecked(where, "trigger", options);
}

function compileChecked(condition: Condition, event: EventAlias, options: ConditionSqlOptions): ConditionSql {
  const stranger = firstStranger(condition, event);
  if (stranger !== undefined)
    return { ok: false, path: stranger, message: `“${stranger}” is known inside a journey only.` };
  const parameters = makeParameters(options.firstParameter ?? 1);
  const text = compile(condition, { ...options, parameters, event });
  return { ok: true, text, values: parameters.values };
}

/** What alias `e` is: nothing; the past event that the filter of an event condition looks at; the event that may start a journey. */
type EventAlias = "none" | "filter" | "trigger";

type Scope = ConditionSqlOptions & { parameters: Parameters; event: EventAlias };

/**
 * The filter of an event condition as SQL over aliases `s` (the person) and `e` (the event); "false" for filters that
 * checkCondition refuses.
 */
export function eventFilterSql(where: Condition, now: Instant, parameters: Parameters): string {
  if (firstStranger(where, "filter") !== undefined) return "false";
  return compile(where, { workspaceId: 0, now, parameters, event: "filter" });
}

/** The first part that cannot be answered for somebody outside a journey, or inside the filter of an event. */
function firstStranger(condition: Condition, event: EventAlias): string | undefined {
  let found: string | undefined;
  const filters = new Set<Condition>();
  if (event === "filter") walkCondition(condition, (part) => filters.add(part));
  walkCondition(condition, (part) => {
    if ("event" in part && part.where) walkCondition(part.where, (inner) => filters.add(inner));
    const inEvent = filters.has(part);
    if ("visits" in part) found ??= `visits.${part.visits}`;
    else if ("arm" in part) found ??= `arm.${part.arm}`;
    else if ("message" in part && part.in) found ??= "message.journey";
    else if (event === "trigger" && "message" in part && part.node_id) found ??= `message.${part.node_id}`;
    else if (inEvent && "consent" in part) found ??= `consent.${part.consent}`;
    else if (inEvent && "time" in part) found ??= `time.${part.time}`;
    else if ("path" in part) {
      const { root } = pathRoot(part.path);
      const foreign = inEvent ? root === "standing" : root === "event" && event !== "trigger";
      if (root === "run" || root === "journey" || foreign) found ??= part.path;
    } else if ("event" in part && (inEvent || part.since)) found ??= `count.${part.event}`;
    else if (inEvent && "segment_id" in part) found ??= `segment.${part.segment_id}`;
    else if (inEvent && "message" in part) found ??= `message.${part.message}`;
  });
  return found;
}

function compile(condition: Condition, scope: Scope): string {
  if ("all" in condition) return join(condition.all, " and ", "true", scope);
  if ("any" in condition) return join(condition.any, " or ", "false", scope);
  if ("none" in condition) return `not ${join(condition.none, " or ", "false", scope)}`;
  if ("path" in condition) return compilePath(condition, scope);
  if ("event" in condition) return compileEvent(condition, scope);
  if ("segment_id" in condition) return compileSegment(condition.segment_id, scope);
  if ("tag" in condition) return `(${scope.parameters.text(condition.tag)} = any (s.tags))`;
  if ("message" in condition) return compileMessage(condition, scope);
  if ("consent" in condition) return compileConsent(condition, scope);
  if ("time" in condition) return timeSql(condition, scope);
  return "false";
}

function join(children: Condition[], word: string, empty: string, scope: Scope): string {
  return children.length === 0 ? empty : `(${children.map((child) => compile(child, scope)).join(word)})`;
}

const fieldSql: Record<SubscriberField, string> = {
  external_id: "to_jsonb(s.external_id)",
  email: "to_jsonb(s.email)",
  phone: "to_jsonb(s.phone)",
  first_name: "to_jsonb(s.first_name)",
  last_name: "to_jsonb(s.last_name)",
  timezone: "to_jsonb(s.timezone)",
  locale: "to_jsonb(s.locale)",
  lifecycle_stage: "to_jsonb(s.lifecycle_stage)",
  created_at: `to_jsonb(to_char(s.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`,
  tags: "to_jsonb(s.tags)",
};

function compilePath(condition: PathCondition, { parameters, now, event }: Scope): string {
  const at = pathRoot(condition.path);
  if (at.root === "standing")
    return compareSql(standingValueSql(condition.path, String(standingDay(now))), condition, now, parameters);
  const base =
    at.root === "field"
      ? fieldSql[at.field]
      : at.root === "event" && event !== "none"
        ? "e.properties"
        : "s.attributes";
  const value = at.keys.length === 0 ? base : `(${base} #> ${parameters.texts(at.keys)})`;
  return compareSql(value, condition, now, parameters);
}

/** Reads one (subscriber, kind) slice of the events index. */
function compileEvent(condition: EventCondition, scope: Scope): string {
  const { parameters, workspaceId, now } = scope;
  const { op, value } = condition.count ?? AT_LEAST_ONCE;
  const kind = `(select k.id from event_kinds k where k.workspace_id = ${parameters.integer(workspaceId)} and k.name = ${parameters.text(condition.event)})`;
  const filters = [
    "e.subscriber_id = s.id",
    `e.kind_id = ${kind}`,
    ...(condition.within ? [`e.occurred_at >= ${parameters.time(windowStart(now, condition.within))}`] : []),
    ...(condition.where ? [compile(condition.where, { ...scope, event: "filter" })] : []),
  ].join(" and ");
  const measure = measureOf(condition);
  if (measure) {
    const { property, ...test } = measure.test;
    const found = `(select ${measureSql(measure.kind, parameters.texts(property.split(".")))} from events e where ${filters})`;
    return compareSql(found, { path: property, ...test }, now, parameters);
  }
  if (op === "greater_or_equal" && value === 1) return `exists (select from events e where ${filters})`;
  return `((select count(*) from events e where ${filters}) ${comparisonSql[op]} ${parameters.number(value)})`;
}

function compileConsent({ is }: ConsentCondition, { parameters }: Scope): string {
  return `(${consentSql("s")} = ${parameters.text(is)})`;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function compileSegment(segmentId: string, { parameters }: Scope): string {
  if (!UUID.test(segmentId)) return "false";
  return `exists (select from segment_members m where m.segment_id = ${parameters.uuid(segmentId)} and m.subscriber_id = s.id)`;
}

/** Machine opens and clicks are kept apart in `sends` and do not count. With a node: mails or pushes of that node in any version. */
function compileMessage({ message, node_id, within }: MessageCondition, { parameters, now }: Scope): string {
  const column = message === "opened" ? "d.opened_at" : "d.clicked_at";
  const since = parameters.time(within ? windowStart(now, within) : "-infinity");
  const node = node_id
    ? ` and exists (select from journey_versions v where v.id = d.version_id and v.graph -> 'nodes' -> d.node ->> 'id' = ${parameters.text(node_id)})`
    : "";
  return `exists (select from sends d where d.subscriber_id = s.id and d.channel in (${node_id ? "'email', 'push'" : "'email'"}) and ${column} >= ${since}${node})`;
}
