import { plainMessage } from "./plain-message";
import type { ProblemDetails } from "./problem-details";

/** An answer of the API that is not a success. `problem` is what the API said, or our own words where it said nothing. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: ProblemDetails;

  constructor(status: number, problem: ProblemDetails) {
    super(problem.detail ?? problem.title);
    this.name = "ApiError";
    this.status = status;
    this.problem = problem;
  }

  /** The message for one field (dotted path), for Field's `error`. */
  fieldError(path: string): string | undefined {
    const found = this.problem.errors?.find((error) => error.path === path);
    return found && plainMessage(found.message);
  }
}
