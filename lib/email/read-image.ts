/** What a picture's first bytes say. Sizes in px. */
export type ImageFacts = { type: ImageType; width: number; height: number };

export const imageTypes = ["image/png", "image/jpeg", "image/gif", "image/webp"] as const;
export type ImageType = (typeof imageTypes)[number];

/** So many bytes decide what a file is. */
export const IMAGE_HEAD_BYTES = 12;

const text = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));

/** The media type of a file by its first bytes, whatever its name says; undefined for what mails do not show. */
export function sniffImage(head: Uint8Array): ImageType | undefined {
  if (text(head, 0, 8) === "\u0089PNG\r\n\u001a\n") return "image/png";
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return "image/jpeg";
  if (/^GIF8[79]a$/.test(text(head, 0, 6))) return "image/gif";
  if (text(head, 0, 4) === "RIFF" && text(head, 8, 12) === "WEBP") return "image/webp";
  return undefined;
}

/** Type and dimensions of a picture; undefined when it is none, or broken. Reads headers only and never beyond the bytes. */
export function readImage(bytes: Uint8Array): ImageFacts | undefined {
  const type = sniffImage(bytes);
  if (!type) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = sizes[type](view, bytes);
  return size && size.width > 0 && size.height > 0 ? { type, ...size } : undefined;
}

type Size = { width: number; height: number };

const sizes: Record<ImageType, (view: DataView, bytes: Uint8Array) => Size | undefined> = {
  "image/png": (view, bytes) =>
    bytes.length >= 24 && text(bytes, 12, 16) === "IHDR"
      ? { width: view.getUint32(16), height: view.getUint32(20) }
      : undefined,
  "image/gif": (view) =>
    view.byteLength >= 10 ? { width: view.getUint16(6, true), height: view.getUint16(8, true) } : undefined,
  "image/jpeg": jpegSize,
  "image/webp": webpSize,
};

/** Segments until a frame header: FFC0 to FFCF without the three that are none. */
function jpegSize(view: DataView): Size | undefined {
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    const length = view.getUint16(at + 2);
    if (length < 2) return undefined;
    at += 2 + length;
  }
  return undefined;
}

const uint24 = (view: DataView, at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);

function webpSize(view: DataView, bytes: Uint8Array): Size | undefined {
  if (bytes.length < 30) return undefined;
  const kind = text(bytes, 12, 16);
  if (kind === "VP8X") return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
  if (kind === "VP8 ") return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (kind !== "VP8L" || view.getUint8(20) !== 0x2f) return undefined;
  const bits = view.getUint32(21, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
