import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type FakeRequest = { method: string; url: URL; headers: IncomingHttpHeaders; text: string; body: unknown };
export type FakeAnswer =
  | { status: number; body?: unknown; headers?: Record<string, string> }
  /** not JSON; `cut`: the connection breaks before the end that was promised */
  | { status: number; text: string; cut?: true }
  /** takes the request and says nothing, until the other side gives up */
  | { never: true }
  /** does what was asked, then breaks the connection without an answer */
  | { done_then_drop: true };

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sendText(response: ServerResponse, { status, text, cut }: { status: number; text: string; cut?: true }): void {
  response.writeHead(status, { "content-type": "text/html", ...(cut ? { "content-length": text.length + 1 } : {}) });
  if (cut) response.write(text, () => response.destroy());
  else response.end(text);
}

/** A local JSON API for tests. `answerNext` overrides what `handle` would say. */
export async function startFakeApi(handle: (request: FakeRequest) => FakeAnswer | Promise<FakeAnswer>, port = 0) {
  const requests: string[] = [];
  const overrides: FakeAnswer[] = [];
  let givenUp = 0;
  const server = createServer(async (message, response) => {
    response.on("close", () => {
      if (!response.writableEnded) givenUp += 1;
    });
    const text = await readBody(message);
    const url = new URL(message.url ?? "/", "http://fake");
    const method = message.method ?? "GET";
    requests.push(`${method} ${url.pathname}`);
    const request = { method, url, headers: message.headers, text, body: parsed(text) };
    const override = overrides.shift();
    const drop = override !== undefined && "done_then_drop" in override;
    const answer = override === undefined || drop ? await handle(request) : override;
    if (drop || "done_then_drop" in answer) return void message.socket.destroy();
    if ("never" in answer) return;
    if ("text" in answer) return void sendText(response, answer);
    response.writeHead(answer.status, { "content-type": "application/json", ...answer.headers });
    response.end(answer.body === undefined ? "" : JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** "METHOD /path" of everything that was asked */
    requests,
    /** how many did not wait for their answer */
    givenUp: () => givenUp,
    answerNext: (times: number, answer: FakeAnswer) => {
      for (let n = 0; n < times; n++) overrides.push(answer);
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
