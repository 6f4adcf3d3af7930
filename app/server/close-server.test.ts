import { once } from "node:events";
import { createServer, type RequestListener, request } from "node:http";
import { expect, test } from "vitest";
import { closeServer } from "./close-server";

async function listening(handler: RequestListener) {
  const server = createServer(handler);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return { server, url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/` };
}

test("a request in flight is answered, a later one is refused", async () => {
  let release = () => {};
  let arrived = () => {};
  const here = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const { server, url } = await listening((_request, response) => {
    release = () => response.end("done");
    arrived();
  });
  const inFlight = fetch(url).then((response) => response.text());
  await here;
  const closing = closeServer(server, 10_000);
  await expect(fetch(url)).rejects.toThrow();
  release();
  expect(await inFlight).toBe("done");
  await closing;
});

test("a request that is never answered is cut off at the timeout", async () => {
  const { server, url } = await listening(() => {});
  const inFlight = fetch(url);
  inFlight.catch(() => {}); // awaited below
  await once(server, "request");
  await closeServer(server, 20);
  await expect(inFlight).rejects.toThrow();
});

test("an upgraded socket that stays open does not hold the process back", async () => {
  const { server, url } = await listening((_request, response) => response.end());
  server.on("upgrade", (_request, socket) =>
    socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: test\r\nConnection: Upgrade\r\n\r\n"),
  );
  const client = request(url, { headers: { connection: "upgrade", upgrade: "test" } }).end();
  const [, socket] = await once(client, "upgrade");
  await closeServer(server, 20);
  socket.destroy();
});
