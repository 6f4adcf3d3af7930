import type * as z from "zod";
import type { FieldError } from "./problem";

const ERRORS_MAX = 50;
const FORM_UNLIKE = 100;

/** What zod found, as the API says it: dotted paths, and only so many. */
export function fieldErrors({ issues }: z.ZodError, max: number = ERRORS_MAX): FieldError[] {
  return issues
    .flatMap((issue) => pinpoint(issue).issues)
    .slice(0, max)
    .map(({ path, message }) => ({ path: path.map(String).join("."), message }));
}

type Issue = z.core.$ZodIssue;
type Finding = { issues: Issue[]; distance: number };

/**
 * "Invalid input" of something that has several forms helps nobody when it is clear which form was meant: then what is wrong with that form.
 * It is clear when one form is nearer than every other: a key that a form does not know takes it further away than any value that does not fit.
 */
function pinpoint(issue: Issue): Finding {
  if (issue.code === "unrecognized_keys") return { issues: [issue], distance: issue.keys.length * FORM_UNLIKE };
  if (issue.code !== "invalid_union") return { issues: [issue], distance: 1 };
  const forms = issue.errors
    .map((errors) => errors.map(pinpoint))
    .map((found) => ({
      issues: found.flatMap(({ issues }) => issues),
      distance: found.reduce((sum, { distance }) => sum + distance, 0),
    }))
    .sort((a, b) => a.distance - b.distance);
  const [meant, next] = forms;
  if (!meant) return { issues: [issue], distance: 1 };
  if (next?.distance === meant.distance) return { issues: [issue], distance: meant.distance };
  return {
    issues: meant.issues.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })),
    distance: meant.distance,
  };
}
