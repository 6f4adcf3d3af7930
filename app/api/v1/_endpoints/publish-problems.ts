import type { FieldError } from "@/lib/api/problem";
import type { Problem } from "@/lib/journey/problem";

/** What stands in the way of a draft, as members of the 422: `errors` like everywhere, `problems` with the warnings beside them. */
export function publishProblems(problems: Problem[]): { errors: FieldError[]; problems: Problem[] } {
  const errors = problems
    .filter(({ severity }) => severity === "error")
    .map(({ code, node_id, field, message }) => ({
      path: [node_id, field].filter(Boolean).join("."),
      message,
      code,
      ...(node_id === undefined ? {} : { node_id }),
    }));
  return { errors, problems };
}
