import type { AccountEndpoint, Endpoint, EndpointResponse } from "@/lib/api/define-endpoint";
import { fieldErrors } from "@/lib/api/field-errors";
import { textProblem } from "@/lib/api/inspect-json";
import { makeRouter, type RouteMatch } from "@/lib/api/match-route";
import { type FieldError, problem } from "@/lib/api/problem";
import { secondsToWait } from "@/lib/api/rate-limit";
import { readJsonBody } from "@/lib/api/read-json-body";
import { readUpload } from "@/lib/api/read-upload";
import { authenticateAccount, authenticateRequest, keyOf } from "@/lib/auth/authenticate";
import { actorOf, may, type Principal } from "@/lib/auth/principal";
import { answerOnce } from "@/lib/commands/answer-once";
import { IngestionOverloaded } from "@/lib/commands/ingest-events";
import { hashRequest } from "@/lib/commands/remember-answer";
import { isTooSlow } from "@/lib/db/with-workspace";
import { endpoints } from "./_endpoints/registry";

const BODY_BYTES_MAX = 1_000_000;
/** nginx's "client closed request": for logs of a proxy */
const CLIENT_GONE = 499;

const route = makeRouter(endpoints);

const SECURITY_HEADERS = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
};

const PREFLIGHT = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST, OPTIONS",
  "access-control-allow-headers": "authorization, content-type, idempotency-key",
  "access-control-max-age": "86400",
};

/**
 * Serves every endpoint of the registry under /api/v1: who asks (401), which operation (404, 405), may they (403), is it
 * readable (413, 415, 400) and valid (422), then the handler. Bad input never makes a 5xx; what does is a bug, is logged
 * and answered without details.
 */
export async function handleApiRequest(request: Request): Promise<Response> {
  const crossOrigin = isForOtherSites(request);
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: crossOrigin ? PREFLIGHT : {} });
  const response = await answered(request);
  if (crossOrigin) response.headers.set("access-control-allow-origin", "*");
  return response;
}

async function answered(request: Request): Promise<Response> {
  try {
    return toResponse(await answer(request));
  } catch (error) {
    if (error instanceof IngestionOverloaded) return toResponse(tooMany(1));
    if (isTooSlow(error)) return toResponse(tooSlow());
    // Whoever asked is gone: nothing went wrong here, and nobody reads the answer.
    if (request.signal.aborted) return toResponse(problem(CLIENT_GONE, "The request was given up."));
    const { pathname } = new URL(request.url);
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    console.error(
      JSON.stringify({ level: "error", msg: "request failed", method: request.method, pathname, error: said }),
    );
    return toResponse(problem(500, "Something went wrong on our side. It was logged."));
  }
}

/** Whether pages of any site may read the answer: a key in the request is what authorises them, cookies are not sent along. */
function isForOtherSites(request: Request): boolean {
  const method = request.headers.get("access-control-request-method") ?? request.method;
  const path = pathOf(request.url);
  const match: RouteMatch = path ? route(method, path) : { kind: "none" };
  return match.kind === "found" && match.endpoint.crossOrigin === true;
}

async function answer(request: Request): Promise<EndpointResponse> {
  const url = new URL(request.url);
  const path = pathOf(request.url);
  const match: RouteMatch = path ? route(request.method, path) : { kind: "none" };
  if (match.kind === "found" && match.endpoint.permission === "account")
    return answerAccount(request, url, match.endpoint as AccountEndpoint, match.params);

  const who = await authenticateRequest(request.headers, request.method);
  if (!who.ok) return refuse(who);
  const wait = await secondsToWait(who.principal);
  if (wait !== undefined) return tooMany(wait);
  if (match.kind === "none") return problem(404, "There is nothing at this address.");
  if (match.kind === "other_methods")
    return problem(405, "This address does not take that method.", { headers: { allow: match.allow.join(", ") } });
  return answerEndpoint(request, url, match.endpoint as Endpoint, match.params, who.principal);
}

async function answerAccount(
  request: Request,
  url: URL,
  endpoint: AccountEndpoint,
  params: Record<string, string>,
): Promise<EndpointResponse> {
  if (keyOf(request.headers) !== undefined) return problem(403, "This needs a signed-in person, not an API key.");
  const who = await authenticateAccount(request.headers, request.method);
  if (!who.ok) return refuse(who);
  const wait = await secondsToWait(who.account);
  if (wait !== undefined) return tooMany(wait);
  const input = await parseInput(request, url, endpoint, params);
  if (!input.ok) return input.answer;
  const { bytes: _, ...parsed } = input.input;
  const { headers, signal } = request;
  return endpoint.handler({ ...parsed, account: who.account, headers, signal });
}

async function answerEndpoint(
  request: Request,
  url: URL,
  endpoint: Endpoint,
  params: Record<string, string>,
  principal: Principal,
): Promise<EndpointResponse> {
  if (!may(principal, endpoint.permission))
    return problem(403, `This needs the permission "${endpoint.permission}", which you do not have here.`);
  const input = await parseInput(request, url, endpoint, params);
  if (!input.ok) return input.answer;
  const { bytes, ...parsed } = input.input;
  const { headers, signal } = request;
  const call = () => endpoint.handler({ ...parsed, principal, headers, signal });

  const key = request.method === "POST" ? request.headers.get("idempotency-key") : null;
  if (key === null) return call();
  const requestHash = hashRequest(actorOf(principal), request.method, url.pathname, bytes);
  return answerOnce({ workspaceId: principal.workspaceId, key, requestHash }, call, endpoint.answersSecret);
}

type Input = { params: unknown; query: unknown; body: unknown; bytes: Uint8Array };

async function parseInput(
  request: Request,
  url: URL,
  endpoint: Pick<Endpoint, "method" | "params" | "query" | "body" | "bodyMaxBytes" | "upload">,
  rawParams: Record<string, string>,
): Promise<{ ok: true; input: Input } | { ok: false; answer: EndpointResponse }> {
  const params = endpoint.params ? endpoint.params.safeParse(rawParams) : { success: true as const, data: {} };
  const paramErrors = Object.entries(rawParams).flatMap(([path, text]) => errorOf(path, text));
  if (!params.success || paramErrors.length > 0) {
    // What cannot be an id names nothing; only PUT could have made it.
    if (endpoint.method !== "PUT") return { ok: false, answer: problem(404, "There is nothing with such an id.") };
    return { ok: false, answer: invalid(params.success ? paramErrors : fieldErrors(params.error)) };
  }
  // A form field that was left empty is a parameter that was not given.
  const rawQuery = Object.fromEntries([...url.searchParams].filter(([, text]) => text !== ""));
  const queryErrors = Object.entries(rawQuery).flatMap(([path, text]) => errorOf(path, text));
  const query = endpoint.query ? endpoint.query.safeParse(rawQuery) : { success: true as const, data: {} };
  if (queryErrors.length > 0) return { ok: false, answer: invalid(queryErrors) };
  if (!query.success) return { ok: false, answer: invalid(fieldErrors(query.error)) };

  const base = { params: params.data, query: query.data };
  if (request.method === "GET" || request.method === "HEAD" || hasNoBody(request))
    return { ok: true, input: { ...base, body: undefined, bytes: new Uint8Array() } };
  const read = endpoint.upload
    ? await readUpload(request, endpoint.upload)
    : await readJsonBody(request, endpoint.bodyMaxBytes ?? BODY_BYTES_MAX);
  if (!read.ok) return read;
  if (!endpoint.body) return { ok: true, input: { ...base, body: undefined, bytes: read.bytes } };
  const body = endpoint.body.safeParse(read.value);
  if (body.success) return { ok: true, input: { ...base, body: body.data, bytes: read.bytes } };
  if (read.value === undefined) return { ok: false, answer: problem(400, "A JSON body is needed.") };
  return { ok: false, answer: invalid(fieldErrors(body.error)) };
}

/** A page that is being closed says so by a DELETE and is gone at once: waiting for a body that never comes would lose it. */
function hasNoBody({ method, headers }: Request): boolean {
  return method === "DELETE" && !headers.has("transfer-encoding") && Number(headers.get("content-length") ?? 0) === 0;
}

function errorOf(path: string, text: string): FieldError[] {
  const message = textProblem(text);
  return message ? [{ path, message }] : [];
}

const invalid = (errors: FieldError[]) =>
  problem(422, "The request was understood, but some of it is invalid.", { errors });
const tooSlow = () =>
  problem(503, "This takes longer than a request may. Ask for less, or again when less is going on.", {
    headers: { "retry-after": "10" },
  });
const tooMany = (seconds: number) =>
  problem(429, "Too many requests.", { headers: { "retry-after": String(seconds) } });

function refuse(failure: { status: number; detail: string }): EndpointResponse {
  const headers: Record<string, string> =
    failure.status === 401 ? { "www-authenticate": 'Bearer realm="sojourn"' } : {};
  return problem(failure.status, failure.detail, { headers });
}

const pathOf = (url: string) => decodePath(new URL(url).pathname.replace(/^\/api\/v1\/?/, ""));

/** Path segments, percent-decoded; undefined when they cannot be. */
function decodePath(path: string): string[] | undefined {
  try {
    return path.replace(/\/$/, "").split("/").map(decodeURIComponent);
  } catch {
    return undefined; // malformed percent-encoding: names nothing
  }
}

function toResponse({ status, body, stream, headers }: EndpointResponse): Response {
  if (stream) return new Response(stream, { status, headers: { ...SECURITY_HEADERS, ...headers } });
  const type = status >= 400 ? "application/problem+json" : "application/json";
  return new Response(body === undefined ? null : JSON.stringify(body), {
    status,
    headers: { ...SECURITY_HEADERS, ...(body === undefined ? {} : { "content-type": type }), ...headers },
  });
}
