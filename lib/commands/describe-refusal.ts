import pg from "pg";
import { sqlState } from "@/lib/db/run-transaction";

/** What went wrong, by the beginning of its SQLSTATE; the first that fits. */
const SENTENCES = [
  ["22001", "a text that this step writes is too long to be kept"],
  ["22003", "a number that this step writes is too large to be kept"],
  ["22", "a value that this step writes cannot be kept"],
  ["23", "what this step writes breaks a rule of the database"],
  ["54", "what this step writes is too large to be kept"],
] as const;

/**
 * Why a walk or a move could not be carried out, in words for whoever mends the journey: what a database says itself names tables, and quotes
 * the person's values. Code and rule are there for whoever runs it.
 */
export function describeRefusal(error: unknown): string {
  if (error instanceof TypeError || error instanceof RangeError)
    return `what is kept of this person cannot be read (${error.name})`;
  if (!(error instanceof pg.DatabaseError)) return error instanceof Error ? error.message : String(error);
  const code = sqlState(error);
  const sentence = SENTENCES.find(([start]) => code.startsWith(start))?.[1] ?? "the database refuses this step";
  return `${sentence} (${[code, error.constraint].filter(Boolean).join(", ")})`;
}

/** Where it happened, for the log, which must hold nobody's data: no message. */
export function placeOfRefusal(error: unknown): Record<string, string | undefined> {
  if (error instanceof pg.DatabaseError)
    return { code: sqlState(error), table: error.table, column: error.column, rule: error.constraint };
  return error instanceof Error ? { error: error.name, at: error.stack?.match(/^\s+at .*$/m)?.[0].trim() } : {};
}
