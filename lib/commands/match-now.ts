import { type ConditionSqlOptions, conditionSql, triggerRulesSql } from "@/lib/audience/condition-sql";
import { makeParameters } from "@/lib/audience/parameters";
import { readPattern } from "@/lib/engine/read-pattern";
import { type Condition, conditionSchema } from "@/lib/journey/condition";
import type { Instant } from "@/lib/journey/facts";
import type { GraphNode } from "@/lib/journey/graph";
import type { Json } from "@/lib/journey/json";
import type { Pattern } from "@/lib/journey/pattern";
import { windowStart } from "@/lib/journey/time";
import { triggerKey } from "./trigger-key";

/** What somebody is who would be let in by a trigger if it happened now; undefined: that cannot be said in one condition. */
function conditionNow({ type, config }: GraphNode): Condition | undefined {
  switch (type) {
    case "trigger.segment_entered": {
      const segment_id = text(config.segment_id);
      return segment_id ? { segment_id } : undefined;
    }
    case "trigger.lifecycle_changed": {
      const value = text(config.to);
      return value ? { path: "lifecycle_stage", op: "equals", value } : undefined;
    }
    case "trigger.attribute_changed": {
      const attribute = text(config.attribute);
      return attribute && config.to !== undefined && config.to !== ""
        ? { path: attribute, op: "equals", value: config.to }
        : undefined;
    }
    case "trigger.pattern":
    case "trigger.inactivity": {
      const pattern = readPattern(type, config);
      return pattern && patternNow(pattern);
    }
    default:
      return undefined;
  }
}

const window = (ms: number) => `PT${ms / 1_000}S`;

/** Sets, single totals and silences of one kind are conditions on history; an order, points and a silence of everything are not. */
function patternNow(pattern: Pattern): Condition | undefined {
  switch (pattern.kind) {
    case "set":
      return {
        all: pattern.parts.flatMap(({ event, where, min, max, withinMs }): Condition[] => {
          const own = { event, within: window(withinMs), ...(where && { where }) };
          return [
            ...(min > 0 ? [{ ...own, count: { op: "greater_or_equal", value: min } } as const] : []),
            ...(max === undefined ? [] : [{ ...own, count: { op: "less_or_equal", value: max } } as const]),
          ];
        }),
      };
    case "total": {
      const [only, ...others] = pattern.parts;
      if (!only || others.length > 0) return undefined;
      const { event, where, property } = only;
      const reached = { op: "greater_or_equal", value: pattern.threshold } as const;
      return { event, ...(where && { where }), ...(property ? { sum: { property, ...reached } } : { count: reached }) };
    }
    case "silence": {
      const { event, forMs } = pattern;
      return event === undefined ? undefined : { all: [{ event }, { none: [{ event, within: window(forMs) }] }] };
    }
    case "sequence":
    case "score":
      return undefined;
  }
}

type Span = { since: string; workspaceId: number; now: Instant };

/**
 * The events that a trigger would have let in, as the rest of a statement over alias `e`, of person `s`. A filter that refers to a run cannot be
 * asked of history: then every event of the name is meant, and each person who is put in is asked.
 */
function eventsNow({ config }: GraphNode, { since, workspaceId, now }: Span, values: unknown[]): string | undefined {
  const event = text(config.event);
  if (event === undefined) return undefined;
  const parameters = makeParameters(values.length + 1);
  const parts = [
    "e.subscriber_id = s.id",
    `e.kind_id = (select k.id from event_kinds k where k.workspace_id = ${parameters.integer(workspaceId)} and k.name = ${parameters.text(event)})`,
    `e.occurred_at >= ${parameters.time(windowStart(now, since))}`,
  ];
  const source = text(config.source);
  if (source !== undefined)
    parts.push(
      `coalesce(nullif(e.context -> 'source', 'null'::jsonb), e.properties -> 'source') = ${parameters.json(source)}`,
    );
  values.push(...parameters.values);
  const where = conditionSchema.safeParse(config.where).data;
  const rules = where && triggerRulesSql(where, sqlOptions(workspaceId, now, values));
  if (rules?.ok) {
    parts.push(rules.text);
    values.push(...rules.values);
  }
  return `from events e where ${parts.join(" and ")}`;
}

const text = (value: Json | undefined) => (typeof value === "string" && value !== "" ? value : undefined);
const sqlOptions = (workspaceId: number, now: Instant, values: readonly unknown[]): ConditionSqlOptions => ({
  workspaceId,
  now,
  firstParameter: values.length + 1,
});

export type TriggerNow = {
  nodeId: string;
  type: string;
  event: string | undefined;
  /** who would be let in; undefined: that cannot be said in one condition */
  sql: string | undefined;
  /** the newest event that lets them in, as {id, properties}; "null" where none is needed */
  newestEvent: string;
};

/**
 * The triggers of a graph as SQL over alias `s` of who would be let in by them now, their values appended to `values`. What only a run knows is
 * asked when the people are put in.
 */
export function triggersNow(
  nodes: readonly GraphNode[],
  since: string,
  workspaceId: number,
  now: Instant,
  values: unknown[],
): TriggerNow[] {
  return nodes
    .filter((node) => triggerKey(node) !== undefined && node.type !== "trigger.manual")
    .map((node): TriggerNow => {
      const known = { nodeId: node.id, type: node.type };
      if (node.type === "trigger.event") {
        const events = eventsNow(node, { since, workspaceId, now }, values);
        return {
          ...known,
          event: text(node.config.event),
          sql: events && `exists (select ${events})`,
          newestEvent: events
            ? `(select jsonb_build_object('id', e.id, 'properties', e.properties) ${events} order by e.occurred_at desc, e.received_at desc, e.id desc limit 1)`
            : "null",
        };
      }
      const condition = conditionNow(node);
      const sql = condition && conditionSql(condition, sqlOptions(workspaceId, now, values));
      if (sql?.ok) values.push(...sql.values);
      return { ...known, event: undefined, sql: sql?.ok ? `(${sql.text})` : undefined, newestEvent: "null" };
    });
}
