import type { AddressInfo, Socket } from "node:net";
import { createServer } from "node:net";

/** What the server does at one point of the conversation. */
export type SmtpFault =
  | { at: "connect" | "rcpt" | "data" | "content"; reply: string }
  | { at: "connect" | "rcpt" | "data" | "content"; hang: true }
  | { at: "connect" | "rcpt" | "data" | "content"; drop: true };

export type AcceptedMail = { from: string; to: string[]; raw: string };

/**
 * An SMTP server small enough to misbehave at every step; it counts a mail as accepted when the final dot arrived and
 * it did not refuse, whether or not its answer reaches the client. For well-behaved conversations tests use smtp-server.
 */
export async function startFakeSmtp() {
  const accepted: AcceptedMail[] = [];
  let fault: SmtpFault | undefined;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => socket.destroy());
    converse(socket, accepted, () => fault);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    accepted,
    /** from now on; undefined heals */
    breakAt: (next: SmtpFault | undefined) => {
      fault = next;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function converse(socket: Socket, accepted: AcceptedMail[], fault: () => SmtpFault | undefined): void {
  let mail: AcceptedMail = { from: "", to: [], raw: "" };
  let inContent = false;
  let buffer = "";
  const answer = (at: SmtpFault["at"] | undefined, normal: string) => {
    const now = fault();
    if (now === undefined || now.at !== at) socket.write(`${normal}\r\n`);
    else if ("reply" in now) socket.write(`${now.reply}\r\n`);
    else if ("drop" in now) socket.destroy();
  };
  const command = (line: string) => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === "EHLO" || verb === "HELO") socket.write("250-fake\r\n250 8BITMIME\r\n");
    else if (verb === "MAIL") {
      mail = { from: line.slice(10), to: [], raw: "" };
      socket.write("250 ok\r\n");
    } else if (verb === "RCPT") {
      mail.to.push(line.slice(8));
      answer("rcpt", "250 ok");
    } else if (verb === "DATA") {
      const now = fault();
      inContent = now?.at !== "data";
      answer("data", "354 go on");
    } else if (verb === "QUIT") socket.end("221 bye\r\n");
    else socket.write("250 ok\r\n");
  };
  socket.on("data", (chunk) => {
    buffer += chunk.toString("latin1");
    for (;;) {
      const end = inContent ? buffer.indexOf("\r\n.\r\n") : buffer.indexOf("\r\n");
      if (end < 0) return;
      const part = buffer.slice(0, end);
      buffer = buffer.slice(end + (inContent ? 5 : 2));
      if (!inContent) command(part);
      else {
        inContent = false;
        const now = fault();
        if (!(now?.at === "content" && "reply" in now)) accepted.push({ ...mail, raw: part });
        answer("content", "250 queued as abc123");
      }
    }
  });
  answer("connect", "220 fake ESMTP");
}
