import { createECDH } from "node:crypto";
import { describe, expect, test } from "vitest";
import { decryptPush } from "@/lib/testing/decrypt-push";
import { arePushKeys, encryptPush, PUSH_PLAIN_BYTES_MAX } from "./encrypt-push";

const bytes = (text: string) => Buffer.from(text, "base64url");

describe("a push is encrypted as browsers decrypt it (N24)", () => {
  test("the example of RFC 8291 comes out byte for byte", () => {
    const body = encryptPush(
      "When I grow up, I want to be a watermelon",
      {
        p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        auth: "BTBZMqHH6r4Tts7J_aSIgg",
      },
      { salt: bytes("DGv6ra1nlYgDCS1FRnbzlw"), privateKey: bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw") },
    );
    expect(body.toString("base64url")).toBe(
      "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
    );
  });

  test("only the browser that made the keys reads it, and never the same bytes twice", () => {
    const browser = createECDH("prime256v1");
    browser.generateKeys();
    const auth = Buffer.alloc(16, 7);
    const keys = { p256dh: browser.getPublicKey("base64url"), auth: auth.toString("base64url") };
    const text = JSON.stringify({ title: "Grüße 🎉", body: "x".repeat(3_000) });
    const [one, two] = [encryptPush(text, keys), encryptPush(text, keys)];
    expect(decryptPush(one, browser, auth)).toBe(text);
    expect(one.equals(two)).toBe(false);
    expect(() => decryptPush(one, browser, Buffer.alloc(16, 8))).toThrow();
  });

  test("the longest text fits what every push service takes; a longer one is refused", () => {
    const browser = createECDH("prime256v1");
    browser.generateKeys();
    const keys = { p256dh: browser.getPublicKey("base64url"), auth: "BTBZMqHH6r4Tts7J_aSIgg" };
    expect(encryptPush("x".repeat(PUSH_PLAIN_BYTES_MAX), keys)).toHaveLength(4_096);
    expect(() => encryptPush("x".repeat(PUSH_PLAIN_BYTES_MAX + 1), keys)).toThrow(RangeError);
  });

  test("keys that are none are told", () => {
    const good = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    const auth = "BTBZMqHH6r4Tts7J_aSIgg";
    expect(arePushKeys({ p256dh: good, auth })).toBe(true);
    expect(arePushKeys({ p256dh: good, auth: "AAAA" })).toBe(false);
    expect(arePushKeys({ p256dh: "AAAA", auth })).toBe(false);
    expect(arePushKeys({ p256dh: Buffer.alloc(65, 4).toString("base64url"), auth })).toBe(false);
  });
});
