import { storableText } from "@/lib/journey/storable-text";
import { engine } from "./liquid/engine";
import { explainLiquidError } from "./liquid/explain-error";
import { PersonContext } from "./liquid/person-context";
import { cachedProgram, runProgram } from "./liquid/program";
import type { TemplateContext } from "./template-context";

export type FillResult = { ok: true; text: string } | { ok: false; error: string };

/**
 * Fills Liquid for one person as plain text (attribute values, webhook bodies, subjects). Unknown names are empty. Errors of the
 * template are values; steps, memory and output are bounded by count, so the same template always ends the same way.
 */
export function fillLiquid(template: string, context: TemplateContext): FillResult {
  if (!template.includes("{{") && !template.includes("{%")) return { ok: true, text: template };
  const program = cachedProgram(template, "plain");
  if (program instanceof Error) return { ok: false, error: explainLiquidError(program) };
  try {
    const run = new PersonContext(engine("plain"), context, undefined, new Set());
    return { ok: true, text: storableText(runProgram(program, run)) };
  } catch (error) {
    return { ok: false, error: explainLiquidError(error) };
  }
}
