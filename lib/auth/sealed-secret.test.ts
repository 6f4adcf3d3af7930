import fc from "fast-check";
import { expect, test } from "vitest";
import { openSecret, sealSecret } from "./sealed-secret";

const SECRET = "the-secret-of-this-installation-0001";
const NEXT = "the-secret-of-this-installation-0002";
const owner = { workspaceId: 7, purpose: "crm" };

test("whatever is sealed opens again, and never stands in the sealed text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 4 }), (plain) => {
      const sealed = sealSecret(plain, owner, SECRET);
      expect(openSecret(sealed, owner, SECRET)).toBe(Buffer.from(plain, "utf8").toString("utf8"));
      expect(Buffer.from(sealed.split(".")[2] ?? "", "base64url").includes(plain)).toBe(false);
    }),
  );
});

test("the same secret is never sealed to the same text twice", () => {
  expect(sealSecret("hunter2", owner, SECRET)).not.toBe(sealSecret("hunter2", owner, SECRET));
});

test("another workspace, another purpose and another installation cannot open it", () => {
  const sealed = sealSecret("hunter2", owner, SECRET);
  expect(openSecret(sealed, { ...owner, workspaceId: 8 }, SECRET)).toBeUndefined();
  expect(openSecret(sealed, { ...owner, purpose: "webhook" }, SECRET)).toBeUndefined();
  expect(openSecret(sealed, owner, NEXT)).toBeUndefined();
});

test("a single altered bit is noticed wherever it is", () => {
  const [scheme, id, text = ""] = sealSecret("hunter2", owner, SECRET).split(".");
  const bytes = Buffer.from(text, "base64url");
  for (let place = 0; place < bytes.length; place++) {
    const altered = Buffer.from(bytes);
    altered[place] = (altered[place] ?? 0) ^ 1;
    expect(openSecret(`${scheme}.${id}.${altered.toString("base64url")}`, owner, SECRET)).toBeUndefined();
  }
  expect(openSecret(`${scheme}.${id}.`, owner, SECRET)).toBeUndefined();
  expect(openSecret("nonsense", owner, SECRET)).toBeUndefined();
});

test("after a change of APP_SECRET what the one before sealed still opens", () => {
  const sealed = sealSecret("hunter2", owner, SECRET);
  expect(openSecret(sealed, owner, NEXT, [SECRET])).toBe("hunter2");
});
