import type { EmailProblem } from "./check-email";
import { liquidError } from "./liquid/liquid-error";

/** What is wrong with the Liquid of a text; `what` begins the sentence. */
export function liquidProblems(value: string, field: string, what: string): EmailProblem[] {
  const error = liquidError(value);
  return error ? [{ code: "liquid", severity: "error", message: `${what}: ${error}`, field }] : [];
}
