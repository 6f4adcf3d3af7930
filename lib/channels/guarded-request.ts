import type { LookupFunction } from "node:net";
import { Agent, request as httpRequest } from "undici";
import { publicLookup, urlRefusal } from "./public-address";

/** Connecting, sending, waiting and reading together. */
export const ANSWER_MS_MAX = 15_000;
export const ANSWER_BYTES_MAX = 64 * 1024;

export type GuardedRequest = {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
  /** private addresses and other ports than 80 and 443 too (WEBHOOK_ALLOW_PRIVATE) */
  allowPrivate: boolean;
  timeoutMs?: number;
  answerBytesMax?: number;
  /** tests only: another resolver */
  resolve?: LookupFunction;
};

export type GuardedAnswer =
  | {
      kind: "answered";
      status: number;
      headers: Record<string, string>;
      text: string;
      /** cut off, and so of no use as a whole */
      tooLong: boolean;
    }
  /** nobody knows whether it arrived */
  | { kind: "unanswered"; reason: string; code?: string }
  /** must not be called: nothing was sent */
  | { kind: "refused"; reason: string };

/**
 * One HTTP request to an address that a user of ours has given: public addresses only (every address that the name has, checked at
 * connect), ports 80 and 443, no redirects, bounded in time and in what is read. Never throws for anything the other side does.
 */
export async function guardedRequest(request: GuardedRequest): Promise<GuardedAnswer> {
  const refusal = urlRefusal(request.url, request.allowPrivate);
  if (refusal) return { kind: "refused", reason: refusal };
  const agent = new Agent({
    connect: request.allowPrivate && !request.resolve ? {} : { lookup: publicLookup(request.resolve) },
    pipelining: 0,
    maxResponseSize: -1,
  });
  const signal = AbortSignal.timeout(request.timeoutMs ?? ANSWER_MS_MAX);
  try {
    const { method, url, headers, body } = request;
    const response = await httpRequest(url, {
      dispatcher: agent,
      method,
      headers,
      signal,
      ...(body === undefined || method === "GET" ? {} : { body }),
    });
    const read = await readBounded(response.body, request.answerBytesMax ?? ANSWER_BYTES_MAX);
    return { kind: "answered", status: response.statusCode, headers: plain(response.headers), ...read };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOTPUBLIC")
      return { kind: "refused", reason: error.message };
    // what HTTP cannot carry (a header with other letters than Latin-1): it was never sent, and never will be
    if (error instanceof Error && "code" in error && error.code === "UND_ERR_INVALID_ARG")
      return { kind: "refused", reason: error.message };
    if (signal.aborted) return { kind: "unanswered", reason: "no answer in time" };
    if (!(error instanceof Error)) return { kind: "unanswered", reason: String(error) };
    return { kind: "unanswered", reason: error.message, ...("code" in error ? { code: String(error.code) } : {}) };
  } finally {
    // not close(): that would wait for an answer that may never end
    await agent.destroy();
  }
}

async function readBounded(body: AsyncIterable<Buffer>, bytesMax: number): Promise<{ text: string; tooLong: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > bytesMax) return { text: "", tooLong: true };
    chunks.push(chunk);
  }
  return { text: Buffer.concat(chunks).toString("utf8"), tooLong: false };
}

function plain(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
    ),
  );
}
