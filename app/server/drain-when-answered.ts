import type { IncomingMessage, ServerResponse } from "node:http";

/** So long somebody may go on sending what nobody reads; enough for whoever reads the answer only when all is sent. */
const DRAIN_MS_MAX = 5_000;
/** So long a connection that is ended stays open for the answer to be read: closed at once it could be lost on its way. */
const LINGER_MS = 1_000;

/**
 * Once the answer is out, the rest of the body is read and thrown away; where somebody has given the body up, which leaves nobody to read
 * it, the answer says that the connection ends. What is left of a body that was refused half-way stands before the next request on the
 * same connection, which behind a proxy is somebody else's: it would never be answered.
 */
export function drainWhenAnswered(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request;
  response.writeHead = new Proxy(response.writeHead, {
    apply: (writeHead, self, args) => {
      if (request.destroyed && !request.complete) {
        response.shouldKeepAlive = false;
        socket.destroySoon = () => {
          socket.end();
          setTimeout(() => socket.destroy(), LINGER_MS).unref();
        };
      }
      return Reflect.apply(writeHead, self, args);
    },
  });
  response.once("finish", () => {
    if (request.readableEnded || request.destroyed) return;
    request.unpipe();
    request.resume();
    const cutOff = setTimeout(() => request.destroy(), DRAIN_MS_MAX);
    request.once("close", () => clearTimeout(cutOff));
  });
}
