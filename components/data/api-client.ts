import { ApiError } from "./api-error";
import { createEventParser } from "./create-event-parser";
import { parseProblem } from "./problem-details";
import { tellSignedOut } from "./tell-signed-out";

export { ApiError } from "./api-error";

export type ApiRequest = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** sent as JSON */
  body?: unknown;
  /** sent as it is, instead of a body */
  file?: Blob;
  /** undefined and empty values are left out */
  query?: Record<string, string | number | boolean | undefined>;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** workspace to speak for; default: the one in the address (/w/<slug>/…) */
  workspace?: string;
  /** the page may be going away: let the request outlive it */
  keepalive?: boolean;
};

/**
 * Calls `/api/v1<path>` with the session cookie for the current workspace and gives the parsed body (undefined for 204).
 * Throws ApiError for every answer that is not 2xx, and for a network that does not answer (status 0).
 */
export async function apiFetch<T>(path: string, request: ApiRequest = {}): Promise<T> {
  return (await apiFetchWithHeaders<T>(path, request)).body;
}

/** As apiFetch, with the answer's headers (ETag, …). */
export async function apiFetchWithHeaders<T>(
  path: string,
  request: ApiRequest = {},
): Promise<{ body: T; headers: Headers }> {
  const response = await send(path, request);
  const text = await response.text().catch(noConnection);
  const body: unknown = text === "" ? undefined : parseJson(text);
  if (!response.ok) throw refusal(response, body);
  return { body: body as T, headers: response.headers };
}

/**
 * Listens to a server-sent event stream of the API; `onEvent` gets each event's name and parsed data. Resolves when the stream ends; throws
 * ApiError as apiFetch does, also when the connection breaks.
 */
export async function apiStream(
  path: string,
  request: ApiRequest,
  onEvent: (event: string, data: unknown) => void,
): Promise<void> {
  const response = await send(path, request);
  if (!response.ok) throw refusal(response, parseJson(await response.text().catch(noConnection)));
  const parse = createEventParser(({ event, data }) => onEvent(event, parseJson(data)));
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) parse(part.value);
}

async function send(path: string, request: ApiRequest): Promise<Response> {
  const workspace = request.workspace ?? workspaceInAddress();
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined && value !== "") query.set(name, String(value));
  }
  const url = `/api/v1${path}${query.size > 0 ? `?${query}` : ""}`;
  try {
    return await fetch(url, {
      method: request.method ?? "GET",
      credentials: "same-origin",
      headers: {
        accept: "application/json",
        ...(request.body === undefined ? {} : { "content-type": "application/json" }),
        ...(request.file ? { "content-type": request.file.type || "application/octet-stream" } : {}),
        ...(workspace ? { "x-sojourn-workspace": workspace } : {}),
        ...request.headers,
      },
      body: request.file ?? (request.body === undefined ? null : JSON.stringify(request.body)),
      signal: request.signal ?? null,
      keepalive: request.keepalive ?? false,
    });
  } catch (error) {
    return noConnection(error);
  }
}

/** Whatever broke on the way, also in the middle of the answer, but for a request that was given up. */
function noConnection(error: unknown): never {
  if (error instanceof DOMException && error.name === "AbortError") throw error;
  throw new ApiError(0, {
    title: "No connection",
    detail: "The server could not be reached. Check your connection.",
  });
}

function refusal(response: Response, body: unknown): ApiError {
  if (response.status === 401) {
    tellSignedOut();
    return new ApiError(401, {
      title: "Signed out",
      status: 401,
      detail: "You are signed out. Sign in again, then try once more.",
    });
  }
  return new ApiError(response.status, problemFrom(response, body));
}

function workspaceInAddress(): string | undefined {
  return /^\/w\/([^/]+)/.exec(globalThis.location?.pathname ?? "")?.[1];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemFrom(response: Response, body: unknown) {
  const words = `The server answered ${response.status} ${response.statusText}.`.trim();
  return parseProblem(body) ?? { title: "Something went wrong", detail: words };
}
