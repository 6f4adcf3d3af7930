import type * as z from "zod";
import type { Permission } from "@/lib/auth/permissions";
import type { Principal } from "@/lib/auth/principal";

/**
 * One operation of the public API, declared once: its zod schemas validate the request, type the handler, and make the
 * OpenAPI document. `app/api/v1/[...path]/route.ts` serves every endpoint of the registry; the permission is checked there, before
 * the handler and after authentication, and nowhere else is it needed.
 */
export type EndpointRequest<P, Q, B> = {
  principal: Principal;
  params: P;
  query: Q;
  body: B;
  headers: Headers;
};

export type EndpointResponse = { status: number; body?: unknown; headers?: Record<string, string> };

export type Endpoint<P = unknown, Q = unknown, B = unknown> = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** under /api/v1, with {name} for parameters */
  path: string;
  summary: string;
  tag: string;
  permission: Permission;
  params?: z.ZodType<P>;
  query?: z.ZodType<Q>;
  body?: z.ZodType<B>;
  bodyMaxBytes?: number;
  responses: Record<number, { description: string; schema?: z.ZodType }>;
  handler: (request: EndpointRequest<P, Q, B>) => Promise<EndpointResponse>;
};

/** Identity with inference. */
export function defineEndpoint<P = Record<string, never>, Q = Record<string, never>, B = undefined>(
  endpoint: Endpoint<P, Q, B>,
): Endpoint<P, Q, B> {
  return endpoint;
}
