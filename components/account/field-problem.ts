import { ApiError } from "@/components/data/api-client";

/** What the API said about one field of its body; undefined when it said nothing about it. */
export function fieldProblem(error: unknown, path: string): string | undefined {
  return error instanceof ApiError ? error.fieldError(path) : undefined;
}
