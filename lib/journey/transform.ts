import * as z from "zod";
import { pathSchema } from "./condition";
import { durationSchema } from "./duration";
import { jsonSchema } from "./json";

/** Ways to make a value out of a value without code, by what they work on. */
export const transformOps = {
  number: ["add", "subtract", "multiply", "divide", "round", "at_least", "at_most"],
  text: ["uppercase", "lowercase", "capitalize", "trim", "append", "prepend", "replace"],
  date: ["now", "add_time", "subtract_time", "days_since", "days_until", "date_only"],
} as const;
export type TransformOp = (typeof transformOps)[keyof typeof transformOps][number];

const ops = [...transformOps.number, ...transformOps.text, ...transformOps.date] as const;

/**
 * Writes to `path` what `op` makes of the value at `from` (absent: at `path` itself). `by`: what to add, append …; Liquid is filled.
 * `to`: the text that takes the place of `by` (replace only).
 */
export const transformSchema = z.strictObject({
  path: pathSchema.or(z.literal("")),
  op: z.enum(ops),
  from: z.string().max(200).optional(),
  by: jsonSchema.optional(),
  to: z.string().max(2_000).optional(),
});
export type Transform = z.output<typeof transformSchema>;

/** What an operation needs beside the value it works on. */
export function transformArgument(op: TransformOp): "none" | "number" | "optional_number" | "text" | "duration" {
  switch (op) {
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "at_least":
    case "at_most":
      return "number";
    case "round":
      return "optional_number";
    case "append":
    case "prepend":
    case "replace":
      return "text";
    case "add_time":
    case "subtract_time":
      return "duration";
    case "uppercase":
    case "lowercase":
    case "capitalize":
    case "trim":
    case "now":
    case "days_since":
    case "days_until":
    case "date_only":
      return "none";
  }
}

/** What is unfinished in a transform, as a message for its author. */
export function checkTransform({ path, op, by }: Transform): string | undefined {
  if (path === "") return "Choose the attribute to write.";
  const hasLiquid = typeof by === "string" && /\{\{|\{%/.test(by);
  switch (transformArgument(op)) {
    case "none":
    case "optional_number":
      return undefined;
    case "number":
      return typeof by === "number" || hasLiquid ? undefined : `Give a number for “${path}”.`;
    case "text":
      return typeof by === "string" && by !== "" ? undefined : `Give a text for “${path}”.`;
    case "duration":
      return durationSchema.safeParse(by).success ? undefined : `Give a period for “${path}”.`;
  }
}
