import { ApiError } from "./api-error";

/** One readable sentence for an error of any kind, for toasts and alerts. */
export function problemText(error: unknown): string {
  if (error instanceof ApiError) {
    const { detail, title, errors } = error.problem;
    const first = errors?.[0];
    if (!detail && first) return first.path ? `${first.path}: ${first.message}` : first.message;
    return detail ?? title;
  }
  return error instanceof Error ? error.message : "Something went wrong.";
}
