import type { EndpointResponse } from "@/lib/api/define-endpoint";
import { badCursor } from "@/lib/api/problem";

/** A list that is short enough to be answered in one piece. */
export function wholeList(data: unknown[]): EndpointResponse {
  return { status: 200, body: { data, next_cursor: null } };
}

/** A page, or 422 where the cursor was none of ours. */
export function page(body: { data: unknown[]; next_cursor: string | null } | undefined): EndpointResponse {
  return body ? { status: 200, body } : badCursor();
}
