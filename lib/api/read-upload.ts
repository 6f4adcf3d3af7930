import type { Upload } from "./define-endpoint";
import { problem } from "./problem";
import type { ReadBody } from "./read-json-body";

const refuse = (...args: Parameters<typeof problem>): ReadBody => ({ ok: false, answer: problem(...args) });

/**
 * Reads a file as a body. What it is is decided by its first bytes and refused with 415 before the rest is read; more than may come is refused with 413, at
 * once when the client says how much it is, else as soon as it is too much. `value` is `{type, bytes}`.
 */
export async function readUpload(request: Request, { accept, bytesMax, headBytes, sniff }: Upload): Promise<ReadBody> {
  const allowed = accept.join(", ");
  const mediaType = (request.headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const said = [...accept, "application/octet-stream", ""];
  if (!said.includes(mediaType)) return refuse(415, `Files of this type are not taken. Send one of: ${allowed}.`);
  const tooLarge = () => refuse(413, `The file may have at most ${Math.floor(bytesMax / 1_000_000)} MB.`);
  if (Number(request.headers.get("content-length") ?? 0) > bytesMax) return tooLarge();
  if (!request.body) return refuse(400, "The file is missing: send it as the body.");
  const chunks: Uint8Array[] = [];
  let size = 0;
  let type: string | undefined;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (value) {
      chunks.push(value);
      size += value.byteLength;
    }
    if (type === undefined && (done || size >= headBytes)) {
      type = sniff(Buffer.concat(chunks));
      if (type === undefined) {
        if (!done) await reader.cancel();
        return refuse(415, `The file is none of: ${allowed}.`);
      }
    }
    if (size > bytesMax) {
      await reader.cancel();
      return tooLarge();
    }
    if (done) break;
  }
  const bytes = Buffer.concat(chunks);
  return { ok: true, bytes, value: { type, bytes } };
}
