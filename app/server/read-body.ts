import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";

export type Body =
  | { kind: "bytes"; bytes: Buffer }
  | { kind: "too_large" }
  | { kind: "unknown_encoding" }
  | { kind: "corrupt" }
  /** the client went away: nobody is left to answer */
  | { kind: "aborted" };

const decoders = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
} as const;

const isKnown = (encoding: string): encoding is keyof typeof decoders => Object.hasOwn(decoders, encoding);

function collect(request: IncomingMessage, bytesMax: number): Promise<Body> {
  const declared = Number(request.headers["content-length"] ?? 0);
  if (declared > bytesMax) return Promise.resolve({ kind: "too_large" });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > bytesMax) resolve({ kind: "too_large" });
      else chunks.push(chunk);
    });
    request.on("end", () =>
      resolve({ kind: "bytes", bytes: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks) }),
    );
    request.on("error", () => resolve({ kind: "aborted" }));
    request.on("close", () => resolve({ kind: "aborted" }));
  });
}

/**
 * Reads the whole body, decompressed. Never holds more than `bytesMax` of it before or after decompression: a gzip bomb
 * stops at the limit.
 */
export async function readBody(request: IncomingMessage, bytesMax: number): Promise<Body> {
  const encoding = (request.headers["content-encoding"] ?? "identity").trim().toLowerCase();
  if (encoding !== "identity" && !isKnown(encoding)) return { kind: "unknown_encoding" };
  const body = await collect(request, bytesMax);
  if (body.kind !== "bytes" || encoding === "identity") return body;
  try {
    return { kind: "bytes", bytes: await decoders[encoding](body.bytes, { maxOutputLength: bytesMax }) };
  } catch (error) {
    const tooLarge =
      error instanceof RangeError ||
      (error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE");
    return tooLarge ? { kind: "too_large" } : { kind: "corrupt" };
  }
}
