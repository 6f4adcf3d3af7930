import type * as z from "zod";
import type { SignedIn } from "@/lib/auth/authentication";
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
  /** aborted when whoever asked is gone: long work for them may stop */
  signal: AbortSignal;
};

/** A file as the body instead of JSON: what it may be, how large, and how to tell by its first bytes. */
export type Upload = {
  /** media types */
  accept: readonly string[];
  bytesMax: number;
  /** sniff needs so many */
  headBytes: number;
  /** the media type by the first bytes; undefined: not to be taken */
  sniff: (head: Uint8Array) => string | undefined;
};

export type EndpointResponse = {
  status: number;
  body?: unknown;
  /** instead of a body: goes out as it comes; `headers` name its content-type */
  stream?: ReadableStream<Uint8Array>;
  headers?: Record<string, string>;
};

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
  /** the body is a file; `body` then parses `{type, bytes}` */
  upload?: Upload;
  /** the operation saves over a revision that If-Match names; optional: without it over whatever is there */
  ifMatch?: "required" | "optional";
  responses: Record<number, { description: string; schema?: z.ZodType }>;
  /** pages of other sites call it with an API key: the answer says that they may read it */
  crossOrigin?: boolean;
  /** the answer holds a secret that is shown once: Idempotency-Key remembers that it was given, never what it was */
  answersSecret?: boolean;
  // A method, not a property: the registry holds endpoints of all types as Endpoint, and the dispatcher calls a handler
  // with nothing but what that same endpoint's schemas have parsed.
  handler(request: EndpointRequest<P, Q, B>): Promise<EndpointResponse>;
};

/**
 * An operation of a signed-in person that belongs to no workspace: who am I, make a workspace, accept an invitation.
 * API keys are refused.
 */
export type AccountEndpoint<P = unknown, Q = unknown, B = unknown> = Omit<
  Endpoint<P, Q, B>,
  "permission" | "handler"
> & {
  permission: "account";
  handler(request: Omit<EndpointRequest<P, Q, B>, "principal"> & { account: SignedIn }): Promise<EndpointResponse>;
};

/** Identity with inference. */
export function defineEndpoint<P = Record<string, never>, Q = Record<string, never>, B = undefined>(
  endpoint: Endpoint<P, Q, B>,
): Endpoint<P, Q, B> {
  return endpoint;
}

/** Identity with inference, as defineEndpoint. */
export function defineAccountEndpoint<P = Record<string, never>, Q = Record<string, never>, B = undefined>(
  endpoint: AccountEndpoint<P, Q, B>,
): AccountEndpoint<P, Q, B> {
  return endpoint;
}
