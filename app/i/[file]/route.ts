import { readPublicAsset } from "@/lib/queries/read-assets";

const FILE = /^([A-Za-z0-9_-]{24})\.(png|jpg|gif|webp)$/;

/** An uploaded picture for mail clients: no login, an address nobody can guess, never changed. Nothing it holds can act. */
export async function GET(_: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const [, publicId] = FILE.exec((await params).file) ?? [];
  const asset = publicId === undefined ? undefined : await readPublicAsset(publicId);
  const safe = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "cross-origin",
    "referrer-policy": "no-referrer",
  };
  if (!asset) return new Response(null, { status: 404, headers: { ...safe, "cache-control": "no-store" } });
  return new Response(new Uint8Array(asset.data), {
    headers: {
      ...safe,
      "content-type": asset.type,
      "content-length": String(asset.data.byteLength),
      "content-disposition": "inline",
      "cache-control": "public, max-age=31536000, immutable",
    },
  });
}
