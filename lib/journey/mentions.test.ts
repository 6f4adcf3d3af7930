import { describe, expect, it } from "vitest";
import { mentionedIn, readableText, splitMentions } from "./mentions";

describe("mentions in a comment (J14)", () => {
  it("names each member once, in the order of the text", () => {
    expect(mentionedIn("<@b> and <@a>, again <@b>")).toEqual(["b", "a"]);
  });

  it("takes nothing else for a member: addresses, tags and broken references are words", () => {
    expect(mentionedIn("ada@example.com, @ada, <@>, <@a b>, <b>, <@a")).toEqual([]);
    expect(splitMentions("<b>1 < 2</b>")).toEqual([{ kind: "text", text: "<b>1 < 2</b>" }]);
  });

  it("cuts a text into words and members", () => {
    expect(splitMentions("<@a>, please")).toEqual([
      { kind: "mention", userId: "a" },
      { kind: "text", text: ", please" },
    ]);
  });

  it("reads with names", () => {
    expect(readableText("<@a> asked <@b>", (id) => ({ a: "Ada", b: "Bo" })[id] ?? "?")).toBe("@Ada asked @Bo");
  });
});
