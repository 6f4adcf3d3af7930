import type { IncomingMessage, ServerResponse } from "node:http";
import type { EndpointResponse } from "@/lib/api/define-endpoint";
import { isJsonObject } from "@/lib/api/ingestion/check-json";
import { parseJsonBytes } from "@/lib/api/ingestion/parse-json";
import { problem } from "@/lib/api/problem";
import { INGESTION_BODY_BYTES_MAX } from "@/lib/api/schemas/ingestion";
import type { Authentication } from "@/lib/auth/authentication";
import { actorOf, may, type Principal } from "@/lib/auth/principal";
import { answerOnce } from "@/lib/commands/answer-once";
import { IngestionOverloaded } from "@/lib/commands/ingest-events";
import { type Ingest, type IngestionEndpoint, receiveItems } from "@/lib/commands/receive-items";
import { hashRequest } from "@/lib/commands/remember-answer";
import { log } from "@/lib/queue/log";
import { answer } from "./answer";
import { readApiKey } from "./read-api-key";
import { readBody } from "./read-body";

/** The calls of the contract, and the one-letter paths that browser SDKs use. */
const endpoints: Readonly<Record<string, IngestionEndpoint>> = {
  track: "track",
  identify: "identify",
  page: "page",
  screen: "screen",
  group: "group",
  alias: "alias",
  batch: "batch",
  t: "track",
  i: "identify",
  p: "page",
  s: "screen",
  g: "group",
  a: "alias",
  b: "batch",
  import: "batch",
};

export type IngestionDependencies = {
  authenticate: (secret: string) => Promise<Authentication>;
  ingest?: Ingest;
};

/** What SDKs in browsers are known to send, by name for older browsers, and whatever else they come to send. */
const ALLOWED_HEADERS = "authorization, content-type, content-encoding, idempotency-key, anonymousid, *";

/** Any origin: a key in the request is what authorises it, cookies are never looked at here. */
function allowOrigins(response: ServerResponse): void {
  response.setHeader("access-control-allow-origin", "*");
}

function answerPreflight(response: ServerResponse): void {
  response.setHeader("access-control-allow-methods", "POST, OPTIONS");
  response.setHeader("access-control-allow-headers", ALLOWED_HEADERS);
  response.setHeader("access-control-max-age", "86400");
  response.statusCode = 204;
  response.end();
}

/** Refuses and stops listening to a body that nobody will read. */
function refuse(request: IncomingMessage, response: ServerResponse, refusal: EndpointResponse): void {
  if (!request.complete) {
    response.setHeader("connection", "close");
    request.resume();
    response.once("finish", () => setTimeout(() => request.destroy(), 1_000).unref());
  }
  answer(response, refusal);
}

/**
 * JSON; or text/plain: analytics.js sends its JSON so, because it spares the preflight; or a "form" that is compressed, which no form ever
 * is: RudderStack's Node SDK leaves the type of its compressed JSON to an HTTP library that calls all bytes so.
 */
function isJsonMediaType({ headers }: IncomingMessage): boolean {
  const type = (headers["content-type"] ?? "application/json").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (type === "application/json" || (type.startsWith("application/") && type.endsWith("+json"))) return true;
  if (type === "application/x-www-form-urlencoded") return headers["content-encoding"] !== undefined;
  return type === "text/plain";
}

const unauthorized = problem(401, "A valid API key is required.", {
  headers: { "www-authenticate": 'Bearer realm="sojourn"' },
});
const forbidden = problem(403, "This API key may not send events.");
const unsupportedType = problem(415, "Send the body as Content-Type: application/json.");
const tooLarge = problem(
  413,
  `The body may have at most ${INGESTION_BODY_BYTES_MAX} bytes, before and after decompression.`,
);

type Read =
  | { ok: true; value: unknown; bytes: Buffer }
  | { ok: false; refusal: EndpointResponse }
  | { ok: false; gone: true };

async function readJson(request: IncomingMessage): Promise<Read> {
  const body = await readBody(request, INGESTION_BODY_BYTES_MAX);
  switch (body.kind) {
    case "aborted":
      return { ok: false, gone: true };
    case "too_large":
      return { ok: false, refusal: tooLarge };
    case "unknown_encoding":
      return { ok: false, refusal: problem(415, "Content-Encoding may be gzip, deflate or br.") };
    case "corrupt":
      return { ok: false, refusal: problem(400, "The body cannot be decompressed.") };
    case "bytes": {
      const json = parseJsonBytes(body.bytes);
      return json
        ? { ok: true, value: json.value, bytes: body.bytes }
        : { ok: false, refusal: problem(400, "The body is not JSON in UTF-8.") };
    }
  }
}

type Admission = { ok: true; principal: Principal } | { ok: false; refusal: EndpointResponse };

async function admit(secret: unknown, authenticate: IngestionDependencies["authenticate"]): Promise<Admission> {
  if (typeof secret !== "string" || secret === "") return { ok: false, refusal: unauthorized };
  const authentication = await authenticate(secret);
  if (!authentication.ok) return { ok: false, refusal: unauthorized };
  if (!may(authentication.principal, "ingest")) return { ok: false, refusal: forbidden };
  return { ok: true, principal: authentication.principal };
}

/** With a header the key is checked before the body is read; without one the key is looked for in the body. */
async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  endpoint: IngestionEndpoint,
  { authenticate, ingest }: IngestionDependencies,
): Promise<void> {
  const { authorization } = request.headers;
  const byHeader = authorization === undefined ? undefined : await admit(readApiKey(authorization), authenticate);
  if (byHeader && !byHeader.ok) return refuse(request, response, byHeader.refusal);
  if (!isJsonMediaType(request)) return refuse(request, response, byHeader ? unsupportedType : unauthorized);
  const read = await readJson(request);
  if (!read.ok) {
    if ("gone" in read) return;
    return refuse(request, response, byHeader || read.refusal.status === 413 ? read.refusal : unauthorized);
  }
  const admission = byHeader ?? (await admit(isJsonObject(read.value) ? read.value.writeKey : undefined, authenticate));
  if (!admission.ok) return refuse(request, response, admission.refusal);
  const { workspaceId } = admission.principal;
  const receive = () => receiveItems(workspaceId, endpoint, read.value, ingest);
  const key = request.headers["idempotency-key"];
  if (key === undefined) return answer(response, await receive());
  // By the call and not by its address: /v1/track and /api/v1/track are one.
  const requestHash = hashRequest(actorOf(admission.principal), "POST", `/api/v1/${endpoint}`, read.bytes);
  answer(response, await answerOnce({ workspaceId, key: String(key), requestHash }, receive));
}

/** Which ingestion call a request path means; undefined when it means none. */
export function ingestionEndpoint(url: string): IngestionEndpoint | undefined {
  const [path = ""] = url.split("?", 1);
  const match = /^(?:\/api)?\/v1\/([a-z]+)\/?$/.exec(path);
  const name = match?.[1];
  return name !== undefined && Object.hasOwn(endpoints, name) ? endpoints[name] : undefined;
}

/**
 * Serves the ingestion calls without Next, which would cost more than storing the event does. Returns false when the
 * request is none of them, or is a signed-in person's (cookie and workspace header), which Next's route serves.
 */
export function handleIngestion(
  request: IncomingMessage,
  response: ServerResponse,
  dependencies: IngestionDependencies,
): boolean {
  const endpoint = ingestionEndpoint(request.url ?? "");
  if (!endpoint || (request.method !== "POST" && request.method !== "OPTIONS")) return false;
  if (
    request.method === "POST" &&
    request.headers.authorization === undefined &&
    "x-sojourn-workspace" in request.headers
  )
    return false;
  allowOrigins(response);
  if (request.method === "OPTIONS") {
    answerPreflight(response);
    return true;
  }
  handle(request, response, endpoint, dependencies).catch((error: unknown) => {
    if (response.headersSent) return response.destroy();
    if (error instanceof IngestionOverloaded)
      return answer(
        response,
        problem(429, "More arrives than can be stored; send it again.", { headers: { "retry-after": "1" } }),
      );
    log.error({ err: error }, "events were not stored");
    answer(response, problem(503, "The events were not stored; send them again.", { headers: { "retry-after": "1" } }));
  });
  return true;
}
