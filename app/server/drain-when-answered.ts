import type { IncomingMessage, ServerResponse } from "node:http";

/** So long somebody may go on sending what nobody reads; enough for whoever reads the answer only when all is sent. */
const DRAIN_MS_MAX = 5_000;

/**
 * Once the answer is out, the rest of the body is read and thrown away. What is left of a body that was refused half-way stands before
 * the next request on the same connection, which behind a proxy is somebody else's: it would never be answered.
 */
export function drainWhenAnswered(request: IncomingMessage, response: ServerResponse): void {
  response.once("finish", () => {
    if (request.readableEnded || request.destroyed) return;
    request.unpipe();
    request.resume();
    const cutOff = setTimeout(() => request.destroy(), DRAIN_MS_MAX);
    request.once("close", () => clearTimeout(cutOff));
  });
}
