import fc from "fast-check";
import { expect, test } from "vitest";
import { readLink, signLink } from "./signed-link";

const SECRET = "a-secret-of-at-least-32-characters";
const ID = "0193f1aa-1111-7000-8000-000000000001";

test("a token gives back what was signed", () => {
  expect(readLink("unsubscribe", signLink("unsubscribe", ID, SECRET), SECRET)).toEqual({ sendId: ID, url: "" });
  const url = "https://shop.example/ä?q=1&r=2#x";
  expect(readLink("click", signLink("click", ID, SECRET, url), SECRET)).toEqual({ sendId: ID, url });
});

test("a token is good for its own purpose only", () => {
  expect(readLink("unsubscribe", signLink("open", ID, SECRET), SECRET)).toBeUndefined();
  expect(readLink("open", signLink("unsubscribe", ID, SECRET), SECRET)).toBeUndefined();
  expect(readLink("click", signLink("open", ID, SECRET), SECRET)).toBeUndefined();
});

test("another installation's secret does not open it", () => {
  expect(readLink("open", signLink("open", ID, SECRET), `${SECRET}!`)).toBeUndefined();
});

test("a click leads to web addresses only", () => {
  for (const url of ["javascript:alert(1)", "data:text/html,x", "//evil.example", "mailto:a@b.example", ""])
    expect(readLink("click", signLink("click", ID, SECRET, url), SECRET)).toBeUndefined();
});

test("any changed character, and any other text, is no token", () => {
  const token = signLink("click", ID, SECRET, "https://shop.example/");
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom(..."abcXYZ019-_"), (at, letter) => {
      const changed = token.slice(0, at) + letter + token.slice(at + 1);
      return changed === token || readLink("click", changed, SECRET) === undefined;
    }),
  );
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => readLink("open", text, SECRET) === undefined));
});
