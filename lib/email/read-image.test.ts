import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readImage, sniffImage } from "./read-image";

const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...part].map((c) => c.charCodeAt(0)) : part)));
const zeros = (n: number) => Array.from({ length: n }, () => 0);

const png = bytes("\u0089PNG\r\n\u001a\n", [0, 0, 0, 13], "IHDR", [0, 0, 1, 44, 0, 0, 0, 200]);
const gif = bytes("GIF89a", [64, 0, 32, 0]);
const jpeg = bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, 17, 8, 0, 100, 1, 44], zeros(4));
const webp = bytes("RIFF", zeros(4), "WEBPVP8X", zeros(8), [99, 0, 0, 49, 0, 0]);

describe("readImage", () => {
  it("tells what a picture is and how large", () => {
    expect(readImage(png)).toEqual({ type: "image/png", width: 300, height: 200 });
    expect(readImage(gif)).toEqual({ type: "image/gif", width: 64, height: 32 });
    expect(readImage(jpeg)).toEqual({ type: "image/jpeg", width: 300, height: 100 });
    expect(readImage(webp)).toEqual({ type: "image/webp", width: 100, height: 50 });
  });

  it("takes no SVG, HTML or script for one", () => {
    for (const source of ["<svg xmlns='http://www.w3.org/2000/svg'/>", "<html>", "GIF80a", "%PDF-1.7", "RIFFxxxxWAVE"])
      expect(sniffImage(bytes(source))).toBeUndefined();
  });

  it("never throws and never reads beyond the bytes, however a file is cut or bent", () => {
    const start = fc.constantFrom(png, gif, jpeg, webp);
    fc.assert(
      fc.property(start, fc.nat(40), fc.uint8Array({ maxLength: 40 }), (whole, cut, more) => {
        const bent = Uint8Array.from([...whole.subarray(0, cut), ...more]);
        const facts = readImage(bent);
        expect(facts === undefined || (facts.width > 0 && facts.height > 0)).toBe(true);
      }),
    );
  });
});
