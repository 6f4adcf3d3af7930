import type { Server } from "node:http";

/**
 * Accepts nothing new, answers what is in flight, and cuts off what is not answered after `timeoutMs`. Upgraded sockets (hot reload)
 * are nobody's to close, so after that it resolves without them.
 */
export function closeServer(server: Server, timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cutOff = setTimeout(() => {
      server.closeAllConnections();
      resolve();
    }, timeoutMs);
    server.close(() => {
      clearTimeout(cutOff);
      resolve();
    });
    server.closeIdleConnections();
  });
}
