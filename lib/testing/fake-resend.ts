import { appendFileSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { parseArgs } from "node:util";

/**
 * A local server that behaves as Resend documents `POST /emails`: a key accepted in the last 24 hours answers with the same id
 * and sends nothing; the same key with another body is 409 `invalid_idempotent_request`; while a key is being worked on a second
 * request is 409 `concurrent_idempotent_requests`. Its own log of acceptances, not our tables, proves what was sent.
 * On its own: `node --import tsx lib/testing/fake-resend.ts --port 4010 --log acceptances.jsonl [--delay 20]`.
 */
export type Acceptance = { at: number; key: string; id: string; to: string; subject: string };

export type ResendFault =
  | { status: number; name: string; message: string }
  /** takes the mail, then breaks the connection without an answer */
  | { accept_then_drop: true }
  | { drop: true }
  | { hang: true };

export type FakeResendOptions = { port?: number; apiKey?: string; log?: string; delayMs?: number };

type Known = { body: string; id: string; at: number };
const REMEMBERED_MS = 24 * 3_600_000;

export async function startFakeResend(options: FakeResendOptions = {}) {
  const acceptances: Acceptance[] = options.log ? readLog(options.log) : [];
  const known = new Map<string, Known>();
  const busy = new Set<string>();
  let fault: ResendFault | undefined;
  let requests = 0;

  const accept = (key: string, body: string): string => {
    const id = crypto.randomUUID();
    const parsed: { to?: unknown; subject?: unknown } = JSON.parse(body);
    const acceptance = { at: Date.now(), key, id, to: String(parsed.to), subject: String(parsed.subject) };
    acceptances.push(acceptance);
    if (key) known.set(key, { body, id, at: acceptance.at });
    if (options.log) appendFileSync(options.log, `${JSON.stringify(acceptance)}\n`);
    return id;
  };

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    requests += 1;
    const body = await readBody(request);
    const refuse = (status: number, name: string, message: string) =>
      send(response, status, { statusCode: status, name, message });
    if (request.method !== "POST" || request.url !== "/emails") return refuse(404, "not_found", "no such endpoint");
    if (options.apiKey && request.headers.authorization !== `Bearer ${options.apiKey}`)
      return refuse(403, "invalid_api_key", "API key is invalid");
    if (fault && "hang" in fault) return;
    if (fault && "drop" in fault) return void request.socket.destroy();
    if (fault && "status" in fault) return refuse(fault.status, fault.name, fault.message);
    const key = String(request.headers["idempotency-key"] ?? "");
    if (key.length > 256) return refuse(400, "invalid_idempotency_key", "The key must be between 1-256 chars.");
    if (busy.has(key))
      return refuse(
        409,
        "concurrent_idempotent_requests",
        "Same idempotency key used while original request is in progress.",
      );
    const before = known.get(key);
    if (key && before && Date.now() - before.at < REMEMBERED_MS)
      return before.body === body
        ? send(response, 200, { id: before.id })
        : refuse(409, "invalid_idempotent_request", "Same idempotency key used with a different request payload.");
    if (!isEmail(body)) return refuse(422, "validation_error", "Missing `to`, `from` or `subject` field.");
    if (key) busy.add(key);
    if (options.delayMs) await new Promise((resolve) => setTimeout(resolve, options.delayMs));
    busy.delete(key);
    const id = accept(key, body);
    if (fault && "accept_then_drop" in fault) return void request.socket.destroy();
    send(response, 200, { id });
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    acceptances,
    requests: () => requests,
    /** from now on; undefined heals */
    breakWith: (next: ResendFault | undefined) => {
      fault = next;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function readLog(file: string): Acceptance[] {
  try {
    return readFileSync(file, "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function isEmail(body: string): boolean {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === "object" && parsed !== null && "to" in parsed && "from" in parsed && "subject" in parsed;
  } catch {
    return false;
  }
}

if (process.argv[1]?.endsWith("fake-resend.ts")) {
  const { values } = parseArgs({
    options: { port: { type: "string" }, log: { type: "string" }, delay: { type: "string" } },
  });
  const fake = await startFakeResend({
    ...(values.port ? { port: Number(values.port) } : {}),
    ...(values.log ? { log: values.log } : {}),
    ...(values.delay ? { delayMs: Number(values.delay) } : {}),
  });
  console.log(`listening on ${fake.url}`);
}
