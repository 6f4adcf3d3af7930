import { conditionSchema } from "@/lib/journey/condition";
import { describeCondition, describePathName } from "@/lib/journey/describe-condition";
import { describeDuration } from "@/lib/journey/describe-duration";
import type { Json } from "@/lib/journey/json";
import type { Names } from "@/lib/journey/names";
import type { Field } from "./define-node";

const NOT_SET = "not set";

/** The value of a setting in words, the way its field means it. Safe for any value a draft may hold. */
export function describeSetting(field: Field | undefined, value: Json | undefined, names: Names): string {
  if (value === undefined || value === null || value === "") return NOT_SET;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return `${value}${field?.kind === "number" && field.unit ? ` ${field.unit}` : ""}`;
  if (typeof value === "string") return describeText(field, value, names);
  const condition = describeIfCondition(value, names);
  if (condition !== undefined) return condition;
  const parts = Array.isArray(value)
    ? value.map((item) => describeItem(item, names))
    : Object.entries(value).map(([key, item]) => `${describePathName(key)}: ${describeItem(item, names)}`);
  return parts.length > 0 ? parts.join(", ") : NOT_SET;
}

function describeText(field: Field | undefined, value: string, names: Names): string {
  if (field?.kind === "duration") return describeDuration(value);
  if (field?.kind === "select") return field.options.find((option) => option.value === value)?.label ?? value;
  if (field?.kind === "segment") return `“${names.segment(value)}”`;
  if (field?.kind === "email") return `“${names.template(value)}”`;
  if (field?.kind === "attribute") return describePathName(value);
  return `“${value}”`;
}

function describeIfCondition(value: Json, names: Names): string | undefined {
  const parsed = conditionSchema.safeParse(value);
  return parsed.success ? describeCondition(parsed.data, names) : undefined;
}

/** One row of a list: an arm, an awaited event, an assignment. */
function describeItem(item: Json, names: Names): string {
  if (typeof item !== "object" || item === null) return String(item);
  if (Array.isArray(item)) return item.map((one) => describeItem(one, names)).join(", ");
  const { key, label, port, event, ...rest } = item;
  const name = [label ?? key ?? port, event].filter((part) => typeof part === "string" && part !== "");
  const more = Object.entries(rest).flatMap(([word, value]) => {
    if (value === null) return [];
    return [`${word === "condition" || word === "where" ? "" : `${word} `}${describeValue(value, names)}`];
  });
  return [[...new Set(name)].join(" ← "), more.join(", ")].filter(Boolean).join(": ");
}

function describeValue(value: Json, names: Names): string {
  return describeIfCondition(value, names) ?? (typeof value === "object" ? JSON.stringify(value) : String(value));
}
