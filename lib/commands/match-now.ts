import { conditionSql } from "@/lib/audience/condition-sql";
import { readPattern } from "@/lib/engine/read-pattern";
import { type Condition, conditionSchema, type EventCondition } from "@/lib/journey/condition";
import type { Instant } from "@/lib/journey/facts";
import type { GraphNode } from "@/lib/journey/graph";
import type { Json } from "@/lib/journey/json";
import type { Pattern } from "@/lib/journey/pattern";
import { triggerKey } from "./trigger-key";

/** What somebody is who would be let in by a trigger if it happened now; undefined: that cannot be said in one condition. */
export function conditionNow(node: Pick<GraphNode, "type" | "config">, since: string): Condition | undefined {
  const { config } = node;
  const text = (value: Json | undefined) => (typeof value === "string" && value !== "" ? value : undefined);
  switch (node.type) {
    case "trigger.event": {
      const event = text(config.event);
      const where = conditionSchema.safeParse(config.where).data;
      return event ? { event, within: since, ...(where && { where }) } : undefined;
    }
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
      const pattern = readPattern(node.type, config);
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

function withoutFilter({ where: _, ...rest }: EventCondition): EventCondition {
  return rest;
}

export type TriggerNow = { nodeId: string; type: string; event: string | undefined; sql: string | undefined };

/**
 * The triggers of a graph as SQL over alias `s` of who would be let in by them now, their values appended to `values`. What only a run or an
 * event knows is asked when the people are put in.
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
    .map((node) => {
      const condition = conditionNow(node, since);
      const options = { workspaceId, now, firstParameter: values.length + 1 };
      const exact = condition && conditionSql(condition, options);
      // what the filter of an event cannot ask of history is asked of each person who is put in
      const sql =
        condition && exact?.ok === false && "event" in condition
          ? conditionSql(withoutFilter(condition), options)
          : exact;
      if (sql?.ok) values.push(...sql.values);
      const event =
        node.type === "trigger.event" && typeof node.config.event === "string" ? node.config.event : undefined;
      return { nodeId: node.id, type: node.type, event, sql: sql?.ok ? `(${sql.text})` : undefined };
    });
}
