import { fieldErrors } from "@/lib/api/field-errors";
import { inspectJson, JSON_DEPTH_MAX, jsonDepth } from "@/lib/api/inspect-json";
import type { FieldError } from "@/lib/api/problem";
import { type JourneySketch, journeySketchSchema } from "./journey-sketch";

export type ReadSketch = { ok: true; sketch: JourneySketch } | { ok: false; errors: FieldError[] };

const ERRORS_MAX = 30;
/** Models that think aloud do so before they answer. */
const THOUGHTS = /^\s*<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/i;
const FENCE = /```(?:json)?[ \t]*\r?\n([\s\S]*?)\r?\n?```/i;

/** Reads what a model answered: one JSON object, alone, in a code fence, or with words around it. */
export function readSketch(answer: string): ReadSketch {
  const value = readObject(answer);
  if (value === undefined) return { ok: false, errors: [{ path: "", message: "the answer is not one JSON object" }] };
  const unstorable = inspectJson(value);
  if (unstorable.length > 0) return { ok: false, errors: unstorable.slice(0, ERRORS_MAX) };
  const parsed = journeySketchSchema.safeParse(value);
  if (parsed.success) return { ok: true, sketch: parsed.data };
  return { ok: false, errors: fieldErrors(parsed.error, ERRORS_MAX) };
}

function readObject(answer: string): object | undefined {
  const said = answer.replace(THOUGHTS, "");
  const from = said.indexOf("{");
  const to = said.lastIndexOf("}");
  const candidates = [said, FENCE.exec(said)?.[1], from >= 0 && to > from ? said.slice(from, to + 1) : undefined];
  for (const candidate of candidates) {
    const value = candidate === undefined ? undefined : parseJson(candidate);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  }
  return undefined;
}

function parseJson(text: string): unknown {
  try {
    return jsonDepth(text, JSON_DEPTH_MAX) <= JSON_DEPTH_MAX ? JSON.parse(text) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
