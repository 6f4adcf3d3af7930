import { describe, expect, it } from "vitest";
import { parseSender, writeSender } from "./sender";

describe("sender", () => {
  it.each([
    { name: "Ada Lovelace", email: "ada@example.com" },
    { name: 'Ada "the first", Ltd.', email: "ada@example.com" },
    { name: "", email: "ada@example.com" },
    { name: "", email: "" },
  ])("reads back what it wrote: %j", (sender) => {
    expect(parseSender(writeSender(sender))).toEqual(sender);
  });
  it("quotes a name that would end the header's phrase", () => {
    expect(writeSender({ name: "Acme, Inc.", email: "hi@acme.test" })).toBe('"Acme, Inc." <hi@acme.test>');
  });
  it("never lets a line break into the header", () => {
    expect(writeSender({ name: "A\r\nBcc: x@y.z", email: "a@b.c" })).not.toMatch(/[\r\n]/);
  });
});
