import type { Facts } from "@/lib/journey/facts";
import type { Json, JsonObject } from "@/lib/journey/json";
import type { StepEnvironment } from "./define-node";
import { typedText } from "./typed-text";

/**
 * Named values with Liquid in them, as one person gets them: text that spells a number or truth value becomes one. What cannot be filled
 * is left out and named in `failed`.
 */
export function fillValues(
  values: JsonObject,
  facts: Facts,
  env: Pick<StepEnvironment, "fill">,
): { values: JsonObject; failed: string[] } {
  const filled: JsonObject = {};
  const failed: string[] = [];
  for (const [key, value] of Object.entries(values)) {
    const one = fillValue(value, facts, env);
    if (one === undefined) failed.push(key);
    else filled[key] = one;
  }
  return { values: filled, failed };
}

function fillValue(value: Json, facts: Facts, env: Pick<StepEnvironment, "fill">): Json | undefined {
  if (typeof value !== "string" || !/\{\{|\{%/.test(value)) return value;
  const result = env.fill(value, facts);
  return result.ok ? typedText(result.text) : undefined;
}
