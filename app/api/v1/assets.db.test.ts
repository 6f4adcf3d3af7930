import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { GET } from "@/app/i/[file]/route";
import { assetListSchema, assetSchema } from "@/lib/api/schemas/asset";
import { createWorkspace } from "@/lib/testing/factories";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { callApi, keyClient } from "./_testing/api-driver";
import { handleApiRequest } from "./handle-api-request";

setUpTestDatabase();

/** A PNG as far as anybody looks: head and size, then whatever. */
function png(width: number, height: number, more = 100): Uint8Array {
  const bytes = Buffer.alloc(24 + more, 7);
  bytes.write("\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\rIHDR", 0, "latin1");
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return new Uint8Array(bytes);
}

async function client() {
  const { id } = await createWorkspace();
  const call = await keyClient(id);
  const upload = (bytes: Uint8Array | string, type = "image/png", name = "hero.png") =>
    callApi("POST", `/assets?name=${name}`, bytes, { authorization: `Bearer ${call.secret}`, "content-type": type });
  return { call, upload };
}

const shown = (url: string) =>
  GET(new Request(url), { params: Promise.resolve({ file: url.split("/").at(-1) ?? "" }) });

describe("uploading a picture", () => {
  it("keeps it under an address nobody can guess, served so that nothing in it can act", async () => {
    const { call, upload } = await client();
    const bytes = png(640, 480);
    const made = await upload(bytes);
    expect(made.status).toBe(201);
    const asset = assetSchema.parse(made.body);
    expect(asset).toMatchObject({ name: "hero.png", type: "image/png", width: 640, height: 480, size: bytes.length });
    expect(asset.url).toMatch(/\/i\/[\w-]{24}\.png$/);
    const answer = await shown(asset.url);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/png",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cache-control": "public, max-age=31536000, immutable",
    });
    const list = assetListSchema.parse((await call("GET", "/assets")).body);
    expect(list.data.map(({ id }) => id)).toEqual([asset.id]);
  });

  it("gives the same picture the same address, and shows it for ever, taken out of the picker or not", async () => {
    const { call, upload } = await client();
    const first = assetSchema.parse((await upload(png(10, 10))).body);
    const again = await upload(png(10, 10));
    expect([again.status, assetSchema.parse(again.body).url]).toEqual([200, first.url]);
    expect((await call("DELETE", `/assets/${first.id}`)).status).toBe(204);
    expect(assetListSchema.parse((await call("GET", "/assets")).body).data).toEqual([]);
    expect((await shown(first.url)).status).toBe(200);
  });

  it("says 415 to an SVG, whatever it calls itself, and 422 to a broken picture", async () => {
    const { upload } = await client();
    const svg = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    expect((await upload(svg, "image/svg+xml")).status).toBe(415);
    expect((await upload(svg, "image/png")).status).toBe(415);
    expect((await upload(svg, "application/octet-stream")).status).toBe(415);
    expect((await upload(png(0, 10))).status).toBe(422);
    expect((await upload(png(9_000, 10))).status).toBe(422);
    expect((await upload("", "image/png")).status).toBe(415);
  });

  it("says 413 to 40 MB before it has read it", async () => {
    const { id } = await createWorkspace();
    const { secret } = await keyClient(id);
    let read = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(read === 0 ? png(10, 10, 99_976) : new Uint8Array(100_000));
        read += 100_000;
      },
    });
    const init = {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "image/png" },
      body: endless,
    };
    const cut = await handleApiRequest(
      new Request("http://localhost:3000/api/v1/assets", { ...init, duplex: "half" } as RequestInit),
    );
    expect(cut.status).toBe(413);
    expect(read).toBeLessThan(6_000_000);
    const told = await callApi("POST", "/assets", png(10, 10), {
      authorization: `Bearer ${secret}`,
      "content-type": "image/png",
      "content-length": "40000000",
    });
    expect(told.status).toBe(413);
  });

  it("says 404 for addresses that were never given", async () => {
    for (const file of [
      "x.png",
      `${"a".repeat(24)}.png`,
      "../../etc/passwd",
      `${createHash("md5").update("x").digest("hex")}.svg`,
    ])
      expect((await GET(new Request("http://x/"), { params: Promise.resolve({ file }) })).status).toBe(404);
  });
});
