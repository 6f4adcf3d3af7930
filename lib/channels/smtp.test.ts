import { createServer } from "node:net";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startFakeSmtp } from "@/lib/testing/fake-smtp";
import type { OutgoingMessage } from "./provider";
import { smtpProvider } from "./smtp";

const message: OutgoingMessage = {
  from: '"Grüße & Co" <hello@shop.example>',
  to: "ada@example.com",
  subject: "Willkommen, Ada ✓",
  html: "<p>Hallo</p>\r\n.\r\n<p>Punkt</p>",
  text: "Hallo",
  headers: { "List-Unsubscribe": "<https://x.example/u/t>", "Message-ID": "<one@shop.example>" },
};
const KEY = "0193f1aa-0000-7000-8000-000000000001";

describe("against a well-behaved server (smtp-server)", () => {
  const received: { from: string; to: string[]; raw: Buffer; user: string | undefined }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    closeTimeout: 50,
    disabledCommands: ["STARTTLS"],
    onAuth: (auth, _session, done) =>
      auth.username === "user" && auth.password === "p@ss" ? done(null, { user: "user" }) : done(new Error("no")),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : "",
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks),
          user: session.user,
        });
        done();
      });
    },
  });
  let port = 0;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.server.address();
    port = typeof address === "object" && address ? address.port : 0;
  });
  afterAll(() => new Promise<void>((resolve) => server.close(resolve)));
  beforeEach(() => {
    received.length = 0;
  });

  test("a message arrives whole, in an envelope of one sender and one recipient", async () => {
    const provider = smtpProvider({ url: `smtp://user:p%40ss@127.0.0.1:${port}` });
    expect(await provider.send(message, KEY)).toMatchObject({ kind: "accepted" });
    expect(received).toMatchObject([{ from: "hello@shop.example", to: ["ada@example.com"], user: "user" }]);
    const mail = await PostalMime.parse(received[0]?.raw ?? "");
    expect(mail.subject).toBe(message.subject);
    expect(mail.from).toEqual({ name: "Grüße & Co", address: "hello@shop.example" });
    expect(mail.messageId).toBe("<one@shop.example>");
    expect(mail.html).toContain("<p>Punkt</p>");
    expect(mail.text?.trim()).toBe("Hallo");
    expect(mail.headers.find(({ key }) => key === "list-unsubscribe")?.value).toBe("<https://x.example/u/t>");
  });

  test("a session is used again for the next message", async () => {
    const provider = smtpProvider({ url: `smtp://127.0.0.1:${port}` });
    for (let n = 0; n < 3; n++) expect((await provider.send(message, KEY)).kind).toBe("accepted");
    expect(received).toHaveLength(3);
  });

  test("wrong credentials are refused for now, so the mail waits for the operator", async () => {
    const provider = smtpProvider({ url: `smtp://user:wrong@127.0.0.1:${port}` });
    expect(await provider.send(message, KEY)).toMatchObject({ kind: "refused", permanent: false });
  });

  test.each([
    ["a comma", "ada@example.com,eve@example.com"],
    ["a line break", "ada@example.com\r\nRCPT TO:<eve@example.com>"],
    ["a second address after a space", "ada@example.com eve@example.com"],
    ["angle brackets", "<ada@example.com>"],
    ["nothing", ""],
  ])("a recipient with %s is refused for good and nothing is sent", async (_what, to) => {
    const provider = smtpProvider({ url: `smtp://127.0.0.1:${port}` });
    expect(await provider.send({ ...message, to }, KEY)).toMatchObject({ kind: "refused", permanent: true });
    expect(received).toHaveLength(0);
  });

  test("a header cannot bring a line break into the message", async () => {
    const provider = smtpProvider({ url: `smtp://127.0.0.1:${port}` });
    const headers = { "X-Evil": "a\r\nBcc: eve@example.com" };
    expect(await provider.send({ ...message, headers }, KEY)).toMatchObject({ kind: "refused", permanent: true });
    expect((await provider.send({ ...message, subject: "a\r\nBcc: eve@example.com" }, KEY)).kind).toBe("accepted");
    expect(String(received[0]?.raw)).not.toMatch(/^Bcc:/m);
  });
});

describe("against a server that fails", () => {
  let fake: Awaited<ReturnType<typeof startFakeSmtp>>;
  beforeAll(async () => {
    fake = await startFakeSmtp();
  });
  afterAll(() => fake.stop());
  const provider = () => smtpProvider({ url: fake.url, timeouts: { greetingTimeout: 300, socketTimeout: 300 } });
  const sendUnder = async (fault: Parameters<typeof fake.breakAt>[0]) => {
    fake.accepted.length = 0;
    fake.breakAt(fault);
    return provider().send(message, KEY);
  };

  test.each([
    [{ at: "connect", reply: "421 too busy" } as const, false],
    [{ at: "rcpt", reply: "450 mailbox busy" } as const, false],
    [{ at: "rcpt", reply: "550 no such user" } as const, true],
    [{ at: "data", reply: "451 later" } as const, false],
    [{ at: "content", reply: "451 greylisted" } as const, false],
    [{ at: "content", reply: "554 spam" } as const, true],
  ])("a reply decides: %o", async (fault, permanent) => {
    const answer = await sendUnder(fault);
    expect(answer).toMatchObject({ kind: "refused", permanent });
    expect(answer).toHaveProperty("reason", expect.stringContaining(fault.reply.slice(0, 3)));
    expect(fake.accepted).toHaveLength(0);
  });

  test.each([
    { at: "connect", hang: true },
    { at: "connect", drop: true },
    { at: "rcpt", hang: true },
    { at: "rcpt", drop: true },
    { at: "data", hang: true },
    { at: "data", drop: true },
  ] as const)("silence before the content can be tried again: %o", async (fault) => {
    expect(await sendUnder(fault)).toMatchObject({ kind: "refused", permanent: false });
    expect(fake.accepted).toHaveLength(0);
  });

  test.each([
    { at: "content", hang: true },
    { at: "content", drop: true },
  ] as const)("silence after the content is uncertain, for the server may have the message: %o", async (fault) => {
    expect(await sendUnder(fault)).toMatchObject({ kind: "uncertain" });
    expect(fake.accepted).toHaveLength(1);
  });

  test("a kept session that the server ended meanwhile costs nothing: the message goes over a new one", async () => {
    fake.accepted.length = 0;
    fake.breakAt(undefined);
    const kept = provider();
    expect((await kept.send(message, KEY)).kind).toBe("accepted");
    fake.breakAt({ at: "rcpt", drop: true });
    expect((await kept.send(message, KEY)).kind).toBe("refused");
    fake.breakAt(undefined);
    expect((await kept.send(message, KEY)).kind).toBe("accepted");
  });

  test("nobody listening is refused for now", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    await new Promise((resolve) => server.close(resolve));
    expect(await smtpProvider({ url: `smtp://127.0.0.1:${port}` }).send(message, KEY)).toMatchObject({
      kind: "refused",
      permanent: false,
    });
  });
});
