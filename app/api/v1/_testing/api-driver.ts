import { hashKeySecret, keyPrefix, makeKeySecret } from "@/lib/auth/key-secret";
import type { Scope } from "@/lib/auth/permissions";
import { prisma } from "@/lib/db/prisma";
import { handleApiRequest } from "../handle-api-request";

export type Answer = {
  status: number;
  // Tests look into bodies freely; what they expect is checked by the expectation itself.
  body: unknown;
  headers: Headers;
};

export type Call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;

/** Sends a request through the dispatcher, as a client with these headers would. */
export async function callApi(
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Answer> {
  const raw = typeof body === "string" || body instanceof Uint8Array;
  const response = await handleApiRequest(
    new Request(`http://localhost:3000/api/v1${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: raw ? new Uint8Array(Buffer.from(body)) : JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text), headers: response.headers };
}

/** A client with a fresh API key of the workspace. */
export async function keyClient(workspaceId: number, scope: Scope = "full"): Promise<Call & { secret: string }> {
  const secret = makeKeySecret();
  await prisma().apiKey.create({
    data: { workspaceId, name: "test", prefix: keyPrefix(secret), hash: hashKeySecret(secret), scope },
  });
  const call: Call = (method, path, body, headers = {}) =>
    callApi(method, path, body, { authorization: `Bearer ${secret}`, ...headers });
  return Object.assign(call, { secret });
}
