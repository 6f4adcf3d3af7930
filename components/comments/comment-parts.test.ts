import { describe, expect, it } from "vitest";
import { commentParts } from "./comment-parts";

const mentions = [{ user_id: "a", name: "Ada" }];

describe("a comment in pieces (J14)", () => {
  it("has links and members, and leaves a sentence's signs out of the link", () => {
    expect(commentParts("<@a> see https://example.com/a?b=1, (http://x.y).", mentions)).toEqual([
      { kind: "mention", userId: "a", name: "Ada" },
      { kind: "text", text: " see " },
      { kind: "link", url: "https://example.com/a?b=1" },
      { kind: "text", text: ", (" },
      { kind: "link", url: "http://x.y" },
      { kind: "text", text: ")." },
    ]);
  });

  it("interprets nothing else: no HTML, no Markdown, no other addresses, no unknown members", () => {
    const text = "<b>**bold**</b> javascript:alert(1) data:text/html,x <@zoe> http://";
    expect(commentParts(text, mentions).every(({ kind }) => kind === "text")).toBe(true);
    expect(
      commentParts(text, mentions)
        .map((part) => (part.kind === "text" ? part.text : ""))
        .join(""),
    ).toBe(text);
  });
});
