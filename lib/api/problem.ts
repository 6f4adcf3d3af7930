import type { EndpointResponse } from "./define-endpoint";
import type { ApiProblem } from "./schemas/common";

const TITLES: Record<number, string> = {
  400: "Bad request",
  401: "Not authenticated",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  413: "Too large",
  415: "Unsupported media type",
  422: "Invalid",
  428: "Precondition required",
  429: "Too many requests",
  500: "Internal error",
  502: "Bad gateway",
  503: "Not available",
  504: "No answer in time",
};

/** `code` and `node_id` where a draft cannot be published. */
export type FieldError = { path: string; message: string; code?: string; node_id?: string };

/** An expected failure as the API answers it: RFC 9457. `detail` is for a person and never repeats what was sent. */
export function problem(
  status: number,
  detail: string,
  extra: { code?: string; errors?: FieldError[]; headers?: Record<string, string>; problems?: unknown[] } = {},
): EndpointResponse {
  const { code, errors, headers, problems } = extra;
  const body: ApiProblem & { problems?: unknown[] } = {
    type: "about:blank",
    title: TITLES[status] ?? "Error",
    status,
    detail,
    ...(code ? { code } : {}),
    ...(errors ? { errors } : {}),
    ...(problems ? { problems } : {}),
  };
  return { status, body, ...(headers ? { headers } : {}) };
}

/** 404: there is no such thing, or it is somebody else's; the two cannot be told apart. */
export function notFound(what: string): EndpointResponse {
  return problem(404, `There is no such ${what}.`);
}

export function badCursor(): EndpointResponse {
  return problem(422, "The cursor is not one that a list gave out.", {
    errors: [{ path: "cursor", message: "unknown cursor" }],
  });
}
