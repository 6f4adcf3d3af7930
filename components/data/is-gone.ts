import { ApiError } from "./api-error";

/** Whether the API said that there is no such thing, and not merely nothing. */
export function isGone(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 404 || error.status === 422);
}
