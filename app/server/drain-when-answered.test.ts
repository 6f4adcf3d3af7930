import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, type RequestListener, request } from "node:http";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { drainWhenAnswered } from "./drain-when-answered";

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** One connection, kept, to a server that answers POST with 413 once `refuse` has begun with the body, and GET at once. */
async function oneConnection(refuse: (body: IncomingMessage) => void) {
  const listener: RequestListener = (message, response) => {
    drainWhenAnswered(message, response);
    if (message.method === "GET") return response.end("here");
    refuse(message);
    setImmediate(() => response.writeHead(413).end("too much"));
  };
  const server = createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  ends.push(() => {
    agent.destroy();
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return async (method: string, body?: Buffer) => {
    const sent = request({ host: "127.0.0.1", port, agent, method });
    sent.end(body);
    const [answer]: IncomingMessage[] = await once(sent, "response");
    if (!answer) throw new Error("no answer");
    return { status: answer.statusCode, said: await text(answer), again: sent.reusedSocket };
  };
}

test.each<[string, (body: IncomingMessage) => void]>([
  ["was never read", () => {}],
  ["goes to somebody who has stopped reading", (body) => body.pipe(new PassThrough())],
  ["was read for a while", (body) => body.once("data", () => body.pause())],
])("behind a refused body that %s the next request on the connection is answered", async (_what, refuse) => {
  const call = await oneConnection(refuse);
  for (const _ of [1, 2]) {
    expect(await call("POST", Buffer.alloc(3_000_000))).toMatchObject({ status: 413, said: "too much" });
    expect(await call("GET")).toEqual({ status: 200, said: "here", again: true });
  }
});

test("behind a body that was given up, as Next gives it up, the next request has a connection of its own", async () => {
  const call = await oneConnection((body) => {
    // without its socket, so that the answer can still be sent
    Object.defineProperty(body, "socket", { value: null });
    body.destroy();
  });
  for (const _ of [1, 2]) {
    expect(await call("POST", Buffer.alloc(3_000_000))).toMatchObject({ status: 413, said: "too much" });
    expect(await call("GET")).toEqual({ status: 200, said: "here", again: false });
  }
});
