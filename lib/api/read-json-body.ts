import { parse } from "secure-json-parse";
import type { EndpointResponse } from "./define-endpoint";
import { inspectJson, JSON_DEPTH_MAX, jsonDepth } from "./inspect-json";
import { problem } from "./problem";

export type ReadBody = { ok: true; bytes: Uint8Array; value: unknown } | { ok: false; answer: EndpointResponse };

const refuse = (...args: Parameters<typeof problem>): ReadBody => ({ ok: false, answer: problem(...args) });

/**
 * Reads a JSON body with caps on bytes and depth, both applied before parsing. No body at all is `value: undefined`.
 * 413 too large, 415 not JSON by its media type or compressed, 400 not JSON, 422 JSON that holds what we never accept.
 */
export async function readJsonBody(request: Request, bytesMax: number): Promise<ReadBody> {
  const bytes = await readBytes(request, bytesMax);
  if (!bytes) return refuse(413, `The body may have at most ${bytesMax} bytes.`);
  if (bytes.byteLength === 0) return { ok: true, bytes, value: undefined };
  const mediaType = (request.headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (mediaType !== "application/json" && !mediaType.endsWith("+json"))
    return refuse(415, "Send the body as Content-Type: application/json.");
  const encoding = request.headers.get("content-encoding")?.trim().toLowerCase() ?? "identity";
  if (encoding !== "identity")
    return refuse(415, "Send the body as it is: only events (track, batch …) are taken compressed.", {
      headers: { "accept-encoding": "identity" },
    });
  let value: unknown;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (jsonDepth(text, JSON_DEPTH_MAX) > JSON_DEPTH_MAX)
      return refuse(422, `The body nests deeper than ${JSON_DEPTH_MAX} levels.`, {
        errors: [{ path: "", message: `nests deeper than ${JSON_DEPTH_MAX} levels` }],
      });
    value = JSON.parse(text);
    const errors = inspectJson(value);
    if (errors.length > 0) return refuse(422, "The body holds values that cannot be kept.", { errors });
    // The last word on prototype keys has the library: it also knows `constructor.prototype`.
    if (parse(text, { safe: true }) === null && value !== null)
      return refuse(422, "The body holds a key that is not allowed.", {
        errors: [{ path: "", message: "has a constructor.prototype key" }],
      });
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return refuse(400, "The body is not valid JSON.");
    throw error;
  }
  return { ok: true, bytes, value };
}

/** The body's bytes; undefined when there are more than `max`, noticed without reading them all. */
async function readBytes(request: Request, max: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > max) return undefined;
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    size += value.byteLength;
    if (size > max) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
}
