import { describe, expect, it } from "vitest";
import type { EmailDocument } from "@/lib/email/document";
import { blockName, duplicateBlock, insertBlock, makeBlock, moveBlock, removeBlock, shiftBlock } from "./edit-document";

const spacer = (id: string) => ({ id, type: "spacer" as const, height: 10 });
const document: EmailDocument = { v: 1, subject: "", preheader: "", blocks: ["a", "b", "c"].map(spacer) };
const ids = (d: EmailDocument) => d.blocks.map((block) => block.id).join("");

describe("editing a document", () => {
  it("inserts, copies and removes at the place asked for", () => {
    expect(ids(insertBlock(document, spacer("x"), 1))).toBe("axbc");
    expect(ids(duplicateBlock(document, "b", "y"))).toBe("abyc");
    expect(ids(removeBlock(document, "a"))).toBe("bc");
  });

  it("moves before a place and leaves the document alone when nothing moves", () => {
    expect(ids(moveBlock(document, "a", 3))).toBe("bca");
    expect(ids(moveBlock(document, "c", 0))).toBe("cab");
    expect(moveBlock(document, "b", 1)).toBe(document);
    expect(moveBlock(document, "b", 2)).toBe(document);
    expect(ids(shiftBlock(document, "a", 1))).toBe("bac");
    expect(ids(shiftBlock(document, "c", -1))).toBe("acb");
    expect(shiftBlock(document, "a", -1)).toBe(document);
    expect(shiftBlock(document, "c", 1)).toBe(document);
  });

  it("names blocks by their words", () => {
    expect(
      blockName({ ...makeBlock("heading"), type: "heading", text: "Hi {{ first_name | default: 'you' }}" } as never),
    ).toBe("Heading “Hi you”");
    expect(blockName(makeBlock("divider"))).toBe("Divider");
  });
});
