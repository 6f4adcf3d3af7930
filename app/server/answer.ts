import type { ServerResponse } from "node:http";
import type { EndpointResponse } from "@/lib/api/define-endpoint";

/** Writes an answer; failures (status from 400) as application/problem+json. */
export function answer(response: ServerResponse, { status, body, headers }: EndpointResponse): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": status < 400 ? "application/json; charset=utf-8" : "application/problem+json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...headers,
  });
  response.end(text);
}
