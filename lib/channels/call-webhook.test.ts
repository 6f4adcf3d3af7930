import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, LookupFunction } from "node:net";
import { afterEach, expect, test } from "vitest";
import { callWebhook, type WebhookCall } from "./call-webhook";
import { ANSWER_BYTES_MAX } from "./guarded-request";
import { isPublicAddress, urlRefusal } from "./public-address";

let server: Server | undefined;
let asked = 0;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  asked = 0;
});
async function listen(respond: (response: ServerResponse) => void): Promise<string> {
  server = createServer((request, response) => {
    asked += 1;
    request.resume();
    respond(response);
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
const call = (url: string, more: Partial<WebhookCall> = {}) =>
  callWebhook({
    id: "0193f1aa-1111-7000-8000-000000000001",
    request: { method: "POST", url, headers: {}, body: "{}" },
    secrets: [],
    now: Date.now(),
    allowPrivate: true,
    ...more,
  });

test.each([
  "127.0.0.1",
  "127.255.255.254",
  "0.0.0.0",
  "10.1.2.3",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "192.0.0.1",
  "198.18.0.1",
  "203.0.113.1",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "fe80::1",
  "fc00::1",
  "fd12:3456::1",
  "ff02::1",
  "64:ff9b::7f00:1",
  "2001:db8::1",
  "2002:7f00:1::",
  "not-an-ip",
])("%s is not public", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(["1.1.1.1", "93.184.216.34", "2606:4700::1111"])("%s is public", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  "http://127.0.0.1/",
  "http://2130706433/",
  "http://0x7f.1/",
  "http://017700000001/",
  "http://[::1]/",
  "http://[::ffff:10.0.0.1]/",
  "http://169.254.169.254/latest/meta-data/",
  "https://user:pass@example.com/",
  "ftp://example.com/",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "https://example.com:22/",
  "http://example.com:8080/",
  "//example.com/",
  "",
])("%s is refused before anything is asked", (url) => {
  expect(urlRefusal(url, false)).toEqual(expect.any(String));
});

test.each(["https://example.com/hook", "http://example.com", "https://example.com:443/"])("%s may be asked", (url) => {
  expect(urlRefusal(url, false)).toBeUndefined();
});

const resolvesTo =
  (...addresses: string[]): LookupFunction =>
  (_hostname, _options, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );

test("a public name that leads to a private address is refused at connect, even beside a public one", async () => {
  const url = await listen((response) => response.end("secret"));
  const port = new URL(url).port;
  for (const addresses of [["127.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["::1"]]) {
    const answer = await call(`http://rebound.example:${port}/`, { resolve: resolvesTo(...addresses) });
    expect(answer).toMatchObject({ kind: "refused", reason: expect.stringContaining("not a public address") });
  }
  expect(asked).toBe(0);
});

test("a redirect is not followed", async () => {
  const url = await listen((response) => response.writeHead(302, { location: "http://169.254.169.254/" }).end());
  expect(await call(url)).toMatchObject({
    kind: "refused",
    reason: expect.stringContaining("redirects are not followed"),
  });
  expect(asked).toBe(1);
});

test("a server that never answers, and one that never ends, cost the given time and no more", async () => {
  const hanging = await listen(() => undefined);
  const started = performance.now();
  expect(await call(hanging, { timeoutMs: 200 })).toEqual({ kind: "unanswered", reason: "no answer in time" });
  server?.closeAllConnections();
  server?.close();
  const trickling = await listen((response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write("x"), 20);
    response.on("close", () => clearInterval(timer));
  });
  expect(await call(trickling, { timeoutMs: 200 })).toEqual({ kind: "unanswered", reason: "no answer in time" });
  expect(performance.now() - started).toBeLessThan(2_000);
});

test("a stream of gigabytes is cut off at the limit", async () => {
  let written = 0;
  const url = await listen((response) => {
    response.writeHead(200, { "content-length": String(3 * 1024 ** 3) });
    const chunk = Buffer.alloc(64 * 1024, "x");
    const pump = () => {
      while (!response.destroyed && response.write(chunk)) written += chunk.length;
      if (!response.destroyed) response.once("drain", pump);
    };
    pump();
  });
  expect(await call(url)).toMatchObject({
    kind: "refused",
    reason: `the answer is longer than ${ANSWER_BYTES_MAX} bytes`,
  });
  expect(written).toBeLessThan(64 * 1024 * 1024);
});

test("nobody listening is trouble that may pass", async () => {
  const url = await listen((response) => response.end());
  server?.close();
  server?.closeAllConnections();
  expect(await call(url)).toMatchObject({ kind: "unanswered" });
});

test("an answer is made storable through and through: keys, too, and however deep it nests", async () => {
  const odd = await listen((response) =>
    response.end('{"na\\u0000me": "A\\u0000da", "half\\ud83d": ["\\ud83d"], "ok": 1}'),
  );
  const answer = await call(odd);
  expect(answer).toMatchObject({ kind: "answered", ok: true, value: { name: "Ada", "half\ufffd": ["\ufffd"], ok: 1 } });
  expect(JSON.stringify(answer)).not.toMatch(/\\u0000|\\ud83d/);
  server?.close();
  const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
  const nested = await listen((response) => response.end(deep));
  expect(await call(nested)).toMatchObject({ kind: "answered", ok: true, value: { status: 200, body: deep } });
});

test("a request that HTTP cannot carry is refused at once, for asking again would change nothing", async () => {
  const url = await listen((response) => response.end("{}"));
  const request = { method: "POST", url, headers: { "X-Name": "Łukasz" }, body: "{}" } as const;
  expect(await call(url, { request })).toMatchObject({ kind: "refused", reason: expect.stringContaining("x-name") });
  expect(asked).toBe(0);
});
