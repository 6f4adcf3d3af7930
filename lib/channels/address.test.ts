import { expect, test } from "vitest";
import { checkAddress, maskAddress, parseMailbox } from "./address";

test.each([
  ["ada@example.com", "ada@example.com"],
  ["  ada@example.com ", "ada@example.com"],
  ["Ada.Lovelace+news@Example.COM", "Ada.Lovelace+news@example.com"],
  ["ada@bücher.example", "ada@xn--bcher-kva.example"],
  ["用户@例子.广告", "用户@xn--fsqu00a.xn--4rr70v"],
  [`${"a".repeat(64)}@example.com`, `${"a".repeat(64)}@example.com`],
])("%s is an address", (text, address) => {
  expect(checkAddress(text)).toEqual({ ok: true, address });
});

test.each([
  "",
  "ada",
  "@example.com",
  "ada@",
  "ada@localhost",
  "ada@127.0.0.1",
  "ada@[127.0.0.1]",
  "ada@exa mple.com",
  "ada@-example.com",
  "ada..b@example.com",
  ".ada@example.com",
  "ada@example..com",
  "a@b@example.com",
  "ada@example.com,eve@example.com",
  "ada@example.com\nbcc: eve@example.com",
  "Ada <ada@example.com>",
  `${"a".repeat(65)}@example.com`,
  `a@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.${"e".repeat(60)}.${"f".repeat(20)}`,
])("%j is none", (text) => {
  expect(checkAddress(text)).toMatchObject({ ok: false });
});

test("a mailbox may carry a name", () => {
  expect(parseMailbox("Shop <a@shop.example>")).toEqual({ name: "Shop", address: "a@shop.example" });
  expect(parseMailbox('"Shop, Inc." <a@shop.example>')).toEqual({ name: "Shop, Inc.", address: "a@shop.example" });
  expect(parseMailbox("a@shop.example")).toEqual({ name: "", address: "a@shop.example" });
  expect(parseMailbox("Shop, Inc. <a@shop.example>")).toBeUndefined();
  expect(parseMailbox("A <a@shop.example>, B <b@shop.example>")).toBeUndefined();
});

test("a masked address is recognised by its owner and teaches nobody else", () => {
  expect(maskAddress("ada@example.com")).toBe("a•••@example.com");
});
