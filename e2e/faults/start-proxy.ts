import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";

/** How often, of all pieces that pass: late by up to DELAY_MS_MAX, in two halves, or half of it and then a reset. */
const DELAYED = 0.02;
const HALVED = 0.05;
const RESET = 0.002;
const DELAY_MS_MAX = 400;

/**
 * A bad network between whoever connects and `port`: pieces come late, in halves, or not at all because the connection is reset in the
 * middle of one. `good()`: from now on nothing happens to anything.
 */
export async function startProxy(port: number) {
  const counts = { delayed: 0, halved: 0, reset: 0 };
  const open = new Set<Socket>();
  let bad = true;
  const pass = (from: Socket, to: Socket) => {
    let queue = Promise.resolve();
    const end = () => {
      from.destroy();
      to.destroy();
    };
    from.on("data", (piece: Buffer) => {
      queue = queue.then(() => handOn(piece, to, end));
    });
    from.on("close", () => void queue.then(() => to.end()));
    from.on("error", end);
  };
  const handOn = async (piece: Buffer, to: Socket, end: () => void) => {
    const dice = bad ? Math.random() : 1;
    if (dice < RESET) {
      counts.reset += 1;
      to.write(piece.subarray(0, piece.length >> 1), () => end());
      return;
    }
    if (dice < RESET + DELAYED) {
      counts.delayed += 1;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * DELAY_MS_MAX));
    } else if (dice < RESET + DELAYED + HALVED && piece.length > 1) {
      counts.halved += 1;
      const half = piece.length >> 1;
      if (!to.destroyed) to.write(piece.subarray(0, half));
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (!to.destroyed) to.write(piece.subarray(half));
      return;
    }
    if (!to.destroyed) to.write(piece);
  };
  const server = createServer((client) => {
    const upstream = connect(port, "127.0.0.1");
    for (const socket of [client, upstream]) {
      open.add(socket.setNoDelay(true));
      socket.once("close", () => open.delete(socket));
    }
    pass(client, upstream);
    pass(upstream, client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address() as AddressInfo;
  return {
    port: address.port,
    counts,
    good: () => {
      bad = false;
    },
    stop: () => {
      for (const socket of open) socket.destroy();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
