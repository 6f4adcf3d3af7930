import type { IncomingMessage } from "node:http";

/** Where sign-in limits look for the caller's address; whatever a caller sends under this name is overwritten. */
export const CLIENT_IP_HEADER = "x-sojourn-client-ip";

/**
 * The caller's address: the peer of the connection, or, with TRUST_PROXY=true, what our reverse proxy put last into
 * X-Forwarded-For (everything before that is the caller's own word).
 */
export function clientIp(request: IncomingMessage, trustProxy = process.env.TRUST_PROXY === "true"): string {
  const peer = request.socket.remoteAddress ?? "";
  if (!trustProxy) return peer;
  const forwarded = [request.headers["x-forwarded-for"] ?? []].flat().join(",").split(",").at(-1)?.trim();
  return forwarded || peer;
}
