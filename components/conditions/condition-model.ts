import type { Comparison, Condition, EventCondition, Operator, PathCondition } from "@/lib/journey/condition";
import { measureOf } from "@/lib/journey/event-measure";
import type { Json } from "@/lib/journey/json";

/** What the condition builder does to a condition, without React. Conditions are never changed in place. */
export type GroupKind = "all" | "any" | "none";
export const groupKinds: readonly GroupKind[] = ["all", "any", "none"];

export type LeafKind =
  | "person"
  | "event_property"
  | "did_event"
  | "segment"
  | "tag"
  | "message"
  | "consent"
  | "time"
  | "visits"
  | "arm";
export type Scope = "any" | "event" | "subscriber";

/** Every condition as one group: a single rule is shown as a group of one, so that another can be added beside it. */
export type Group = { kind: GroupKind; children: Condition[] };

export function readGroup(condition: Condition): Group | undefined {
  if ("all" in condition) return { kind: "all", children: condition.all };
  if ("any" in condition) return { kind: "any", children: condition.any };
  if ("none" in condition) return { kind: "none", children: condition.none };
  return undefined;
}

export function writeGroup({ kind, children }: Group): Condition {
  switch (kind) {
    case "all":
      return { all: children };
    case "any":
      return { any: children };
    case "none":
      return { none: children };
  }
}

/** The outermost group of a condition; nothing yet is an empty "all". */
export function rootGroup(condition: Condition | undefined): Group {
  if (!condition) return { kind: "all", children: [] };
  return readGroup(condition) ?? { kind: "all", children: [condition] };
}

export function addChild(group: Group, child: Condition): Group {
  return { ...group, children: [...group.children, child] };
}

export function replaceChild(group: Group, index: number, child: Condition): Group {
  return { ...group, children: group.children.map((c, i) => (i === index ? child : c)) };
}

export function removeChild(group: Group, index: number): Group {
  return { ...group, children: group.children.filter((_, i) => i !== index) };
}

/** Negated "did": the same event never happened, stored as a count of zero. */
export function isDidNot(condition: { count?: { op: Comparison; value: number } }): boolean {
  return condition.count?.op === "equals" && condition.count.value === 0;
}

export function leafKind(condition: Condition): LeafKind | undefined {
  if ("path" in condition) return condition.path.startsWith("event.") ? "event_property" : "person";
  if ("event" in condition) return "did_event";
  if ("segment_id" in condition) return "segment";
  if ("tag" in condition) return "tag";
  if ("message" in condition) return "message";
  if ("visits" in condition) return "visits";
  if ("arm" in condition) return "arm";
  if ("consent" in condition) return "consent";
  if ("time" in condition) return "time";
  return undefined;
}

/** A new rule of a kind, as empty as it may be; the builder's fields ask for the rest. A journey asks about its own mails first. */
export function newLeaf(kind: LeafKind, scope: Scope): Condition {
  switch (kind) {
    case "person":
      return { path: "", op: "equals", value: "" };
    case "event_property":
      return { path: "event.", op: "equals", value: "" };
    case "did_event":
      return { event: "" };
    case "segment":
      return { segment_id: "" };
    case "tag":
      return { tag: "" };
    case "message":
      return scope === "any" ? { message: "opened", in: "journey" } : { message: "opened" };
    case "visits":
      return { visits: "", op: "greater_or_equal", value: 1 };
    case "arm":
      return { arm: "", is: "" };
    case "consent":
      return { consent: "email", is: "subscribed" };
    case "time":
      return { time: "hour", op: "between", value: [9, 17] };
  }
}

/** Kinds that can be added: in an event filter only properties and the person are known at that moment. */
export function leafKindsFor(scope: Scope): LeafKind[] {
  switch (scope) {
    case "event":
      return ["event_property", "person"];
    case "subscriber":
      return ["person", "did_event", "segment", "tag", "message", "consent", "time"];
    case "any":
      return ["person", "event_property", "did_event", "message", "segment", "tag", "consent", "time", "visits", "arm"];
  }
}

export type ValueShape = "none" | "one" | "two" | "list" | "duration" | "date";

export function valueShape(op: Operator): ValueShape {
  switch (op) {
    case "exists":
    case "not_exists":
      return "none";
    case "between":
      return "two";
    case "in_list":
    case "not_in_list":
      return "list";
    case "within_last":
    case "older_than":
      return "duration";
    case "before":
    case "after":
      return "date";
    case "equals":
    case "not_equals":
    case "greater_than":
    case "less_than":
    case "greater_or_equal":
    case "less_or_equal":
    case "contains":
    case "not_contains":
    case "starts_with":
    case "ends_with":
      return "one";
  }
}

/** The same rule with another operator: the value is kept where it still means something. */
export function withOperator(rule: PathCondition, op: Operator): PathCondition {
  const shape = valueShape(op);
  if (shape === "none") return { path: rule.path, op };
  if (shape === valueShape(rule.op)) return { ...rule, op };
  return { path: rule.path, op, value: startingValue(shape, rule.value) };
}

function startingValue(shape: ValueShape, before: Json | undefined): Json {
  const single = Array.isArray(before) ? before[0] : before;
  switch (shape) {
    case "two":
      return typeof single === "number" ? [single, single] : [0, 100];
    case "list":
      return single === undefined || single === "" ? [] : [single];
    case "duration":
      return "P30D";
    case "date":
      return typeof single === "string" && !Number.isNaN(Date.parse(single)) ? single : "";
    case "one":
    case "none":
      return single ?? "";
  }
}

export type ValueType = "text" | "number" | "boolean" | "date";

/** The type of a stored or sampled value. A text that is an ISO date is a date. */
export function typeOfValue(value: Json | undefined): ValueType | undefined {
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "string" && value !== "") return /^\d{4}-\d{2}-\d{2}(T|$)/.test(value) ? "date" : "text";
  if (Array.isArray(value)) return typeOfValue(value[0]);
  return undefined;
}

const ORDERED: readonly Operator[] = ["greater_than", "greater_or_equal", "less_than", "less_or_equal", "between"];
const WORDS: readonly Operator[] = ["contains", "not_contains", "starts_with", "ends_with"];
const LISTS: readonly Operator[] = ["in_list", "not_in_list"];
const DATES: readonly Operator[] = ["before", "after", "within_last", "older_than"];
const PRESENCE: readonly Operator[] = ["exists", "not_exists"];

/** Operators that make sense for a type, likeliest first. An unknown type may be anything. */
export function operatorsFor(type: ValueType | undefined): Operator[] {
  const same: Operator[] = ["equals", "not_equals"];
  switch (type) {
    case "text":
      return [...same, ...WORDS, ...LISTS, ...PRESENCE];
    case "number":
      return [...same, ...ORDERED, ...LISTS, ...PRESENCE];
    case "boolean":
      return [...same, ...PRESENCE];
    case "date":
      return [...DATES, ...same, ...PRESENCE];
    case undefined:
      return [...same, ...WORDS, ...ORDERED, ...LISTS, ...DATES, ...PRESENCE];
  }
}

/** What somebody typed as a value of a type; text when it is no such value yet, so that typing is never lost. */
export function parseTyped(text: string, type: ValueType): Json {
  if (type === "number") {
    const trimmed = text.trim();
    return trimmed !== "" && Number.isFinite(Number(trimmed)) ? Number(trimmed) : text;
  }
  if (type === "boolean") return text === "true";
  return text;
}

/** What a rule still needs, in words for the field; undefined when it is complete. Groups are complete when not empty. */
export function missingIn(condition: Condition): string | undefined {
  if ("path" in condition) return missingInPath(condition);
  if ("event" in condition) return missingInEvent(condition);
  if ("segment_id" in condition) return condition.segment_id === "" ? "Choose a segment" : undefined;
  if ("tag" in condition) return condition.tag.trim() === "" ? "Choose a tag" : undefined;
  if ("visits" in condition) return condition.visits === "" ? "Choose a step" : undefined;
  if ("arm" in condition)
    return condition.arm === "" ? "Choose a step" : condition.is === "" ? "Choose an arm" : undefined;
  if ("message" in condition || "consent" in condition || "time" in condition) return undefined;
  return readGroup(condition)?.children.length === 0 ? "Add a rule" : undefined;
}

function missingInEvent(rule: EventCondition): string | undefined {
  if (rule.event === "") return "Choose an event";
  const measure = measureOf(rule);
  return measure && missingInPath({ ...measure.test, path: measure.test.property });
}

function missingInPath(rule: PathCondition): string | undefined {
  if (rule.path === "" || rule.path.endsWith(".")) return "Choose a property";
  switch (valueShape(rule.op)) {
    case "none":
      return undefined;
    case "list":
      return Array.isArray(rule.value) && rule.value.length > 0 ? undefined : "Add at least one value";
    case "two":
      return Array.isArray(rule.value) && rule.value.length === 2 ? undefined : "Both limits are needed";
    case "one":
    case "duration":
    case "date":
      return rule.value === undefined || rule.value === "" ? "A value is needed" : undefined;
  }
}
