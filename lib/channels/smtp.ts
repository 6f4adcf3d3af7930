import { Readable } from "node:stream";
import MailComposer from "nodemailer/lib/mail-composer";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { storableText } from "@/lib/journey/storable-text";
import { checkAddress, parseMailbox } from "./address";
import type { EmailProvider, HandOver, OutgoingMessage } from "./provider";

/**
 * SMTP knows no idempotency key, so the one question that matters after a failure is whether the server may have the
 * message. It may from the first byte of content on: nodemailer reads the content stream only after the server
 * answered DATA with 354, so "was the stream read?" is that question. A reply code always decides; without one, before the
 * content is a refusal that can be tried again, and after it is `uncertain`.
 */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, dnsTimeout: 5_000, socketTimeout: 20_000 };
/** The sum of the above can exceed a lease, so the whole conversation has its own end. */
const CONVERSATION_MS_MAX = 45_000;
/** Kept open between messages; servers usually end idle sessions after minutes. */
const IDLE_CONNECTIONS_MAX = 8;
const IDLE_MS_MAX = 10_000;
/** Nobody knocks more often than this at a server that lets nobody in. */
const UNREACHED_HOLD_MS = 30_000;
/** "454 Throttling failure": so many a second, whoever they are for. Other 4xx may be about one mailbox only. */
const THROTTLED_HOLD_MS = 1_000;

type Failure = { message: string; responseCode?: number; response?: string };

export type SmtpOptions = {
  /** smtp://user:pass@host:587, smtps://… (implicit TLS); ?require_tls=true, ?tls_reject_unauthorized=false */
  url: string;
  timeouts?: Partial<typeof TIMEOUTS>;
  conversationMsMax?: number;
};

/** A provider over one SMTP server. Throws on a url that is none. */
export function smtpProvider(options: SmtpOptions): EmailProvider {
  const server = parseSmtpUrl(options.url);
  const connections = connectionCache(() => connect(server, { ...TIMEOUTS, ...options.timeouts }));
  return {
    name: "smtp",
    idempotent: false,
    send: async (message) => {
      const envelope = strictEnvelope(message);
      if (!envelope.ok) return { kind: "refused", permanent: true, reason: envelope.reason };
      const raw = await composeMessage(message, envelope);
      const first = connections.idle();
      if (first) {
        const answer = await converse(first, envelope, raw, options.conversationMsMax, connections.keep);
        // a kept session the server has ended in the meantime says nothing about the message
        if (answer.kind !== "refused" || answer.permanent || answer.reached) return toHandOver(answer);
      }
      const opened = await connections.open();
      // never got as far as a message, whatever the code: a server that is away or turns everybody away says nothing about this one
      if (!opened.ok) return { ...refusalOf(opened.failure), permanent: false, heldMs: UNREACHED_HOLD_MS };
      return toHandOver(await converse(opened.connection, envelope, raw, options.conversationMsMax, connections.keep));
    },
  };
}

type Envelope = { ok: true; from: string; to: string };

/** One sender, one recipient, both plain addresses: nothing of a header can become a second recipient. */
function strictEnvelope(message: OutgoingMessage): Envelope | { ok: false; reason: string } {
  const to = checkAddress(message.to);
  if (!to.ok || to.address.length === 0 || /[\r\n,;<>\s]/.test(message.to.trim()))
    return { ok: false, reason: `recipient refused: ${to.ok ? "not exactly one address" : to.reason}` };
  const from = parseMailbox(message.from);
  if (!from) return { ok: false, reason: "sender refused: not one address" };
  for (const [name, value] of Object.entries(message.headers))
    if (/[\r\n]/.test(name) || /[\r\n]/.test(value))
      return { ok: false, reason: `header ${JSON.stringify(name)} has a line break` };
  return { ok: true, from: from.address, to: to.address };
}

async function composeMessage(message: OutgoingMessage, envelope: Envelope): Promise<Buffer> {
  const { "Message-ID": messageId, ...headers } = message.headers;
  const from = parseMailbox(message.from);
  const composer = new MailComposer({
    from: { name: from?.name ?? "", address: envelope.from },
    to: { name: "", address: envelope.to },
    subject: message.subject.replace(/[\r\n]+/g, " "),
    text: message.text,
    html: message.html,
    messageId,
    headers,
    newline: "\r\n",
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

type Answer = HandOver & { reached?: boolean };

function toHandOver({ reached: _reached, ...answer }: Answer): HandOver {
  return answer;
}

/** One message over an open session. Always settles; keeps the session for the next message when it went well. */
function converse(
  connection: SMTPConnection,
  envelope: Envelope,
  raw: Buffer,
  conversationMsMax = CONVERSATION_MS_MAX,
  keep: (connection: SMTPConnection) => void,
): Promise<Answer> {
  return new Promise((resolve) => {
    let contentBegun = false;
    let settled = false;
    const content = new Readable({
      read() {
        contentBegun = true;
        this.push(raw);
        this.push(null);
      },
    });
    const settle = (answer: Answer) => {
      if (settled) return;
      settled = true;
      clearTimeout(deadline);
      connection.off("error", fail).off("end", ended);
      if (answer.kind === "accepted") keep(connection);
      else connection.close();
      resolve(answer);
    };
    const fail = (failure: Failure) => settle(judge(failure, contentBegun));
    const deadline = setTimeout(() => fail({ message: "the server did not answer in time" }), conversationMsMax);
    const ended = () => fail({ message: "the server closed the connection" });
    connection.once("error", fail);
    connection.once("end", ended);
    connection.send({ from: envelope.from, to: [envelope.to], size: raw.length }, content, (error, info) => {
      if (error) return fail(error);
      const id = info?.serverMessageId;
      settle(id ? { kind: "accepted", providerMessageId: id } : { kind: "accepted" });
    });
  });
}

function judge(failure: Failure, contentBegun: boolean): Answer {
  if (failure.responseCode) return { ...refusalOf(failure), reached: failure.responseCode !== 421 };
  return contentBegun
    ? { kind: "uncertain", reason: `no answer after the message was sent: ${failure.message}` }
    : { ...refusalOf(failure), reached: false };
}

function refusalOf(failure: Failure): Extract<HandOver, { kind: "refused" }> {
  const { responseCode: code = 0 } = failure;
  const reason = storableText((failure.response || failure.message).slice(0, 500));
  const throttled = code === 454 && /throttl/i.test(reason);
  return { kind: "refused", permanent: code >= 500, reason, ...(throttled ? { heldMs: THROTTLED_HOLD_MS } : {}) };
}

type Server = {
  host: string;
  port: number;
  secure: boolean;
  requireTLS: boolean;
  rejectUnauthorized: boolean;
  auth?: { user: string; pass: string };
};

function parseSmtpUrl(text: string): Server {
  const url = URL.parse(text);
  if (!url || !["smtp:", "smtps:"].includes(url.protocol) || url.hostname === "")
    throw new Error("SMTP_URL is not an smtp:// or smtps:// address");
  const secure = url.protocol === "smtps:";
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port ? Number(url.port) : secure ? 465 : 587,
    secure,
    requireTLS: url.searchParams.get("require_tls") === "true",
    rejectUnauthorized: url.searchParams.get("tls_reject_unauthorized") !== "false",
    ...(url.username
      ? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }
      : {}),
  };
}

type Opened = { ok: true; connection: SMTPConnection } | { ok: false; failure: Failure };

function connect(server: Server, timeouts: typeof TIMEOUTS): Promise<Opened> {
  return new Promise((resolve) => {
    const connection = new SMTPConnection({
      ...timeouts,
      host: server.host,
      port: server.port,
      secure: server.secure,
      requireTLS: server.requireTLS,
      tls: { rejectUnauthorized: server.rejectUnauthorized },
    });
    const fail = (failure: Failure) => {
      connection.close();
      resolve({ ok: false, failure });
    };
    connection.on("error", fail);
    connection.once("end", () =>
      fail({ message: connection.lastServerResponse || "the server closed the connection" }),
    );
    connection.connect((error) => {
      if (error) return fail(error);
      if (!server.auth) return resolve({ ok: true, connection });
      connection.login({ credentials: server.auth }, (refused) => {
        // wrong credentials are the operator's to repair: the mail waits for it instead of being lost
        if (refused) fail({ message: `sign-in refused: ${refused.response || refused.message}` });
        else resolve({ ok: true, connection });
      });
    });
  });
}

function connectionCache(open: () => Promise<Opened>) {
  const kept: { connection: SMTPConnection; timer: NodeJS.Timeout }[] = [];
  const idle = (): SMTPConnection | undefined => {
    const entry = kept.pop();
    if (!entry) return undefined;
    clearTimeout(entry.timer);
    return entry.connection.destroyed ? idle() : entry.connection;
  };
  const keep = (connection: SMTPConnection) => {
    if (kept.length >= IDLE_CONNECTIONS_MAX) return connection.quit();
    const timer = setTimeout(() => {
      const at = kept.findIndex((entry) => entry.connection === connection);
      if (at >= 0) kept.splice(at, 1);
      connection.quit();
    }, IDLE_MS_MAX);
    timer.unref();
    kept.push({ connection, timer });
  };
  return { idle, keep, open };
}
