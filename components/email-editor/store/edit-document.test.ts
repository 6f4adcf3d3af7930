import { describe, expect, it, vi } from "vitest";
import { type EmailDocument, emailDocumentSchema } from "@/lib/email/document";
import { allBlocks } from "@/lib/email/walk-blocks";
import { duplicateBlock } from "./copy-block";
import {
  blockName,
  findBlock,
  insertAfter,
  insertBlock,
  makeBlock,
  moveBeside,
  moveBlock,
  moveIntoColumn,
  removeBlock,
  shiftBlock,
  updateBlock,
  updateRules,
} from "./edit-document";

const spacer = (id: string) => ({ id, type: "spacer" as const, height: 10 });
const document: EmailDocument = { v: 1, subject: "", preheader: "", blocks: ["a", "b", "c"].map(spacer) };
const ids = (d: EmailDocument) => d.blocks.map((block) => block.id).join("");

describe("editing a document", () => {
  it("works on pages without encryption, where browsers have no crypto.randomUUID", () => {
    vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
    try {
      const ids = new Set(Array.from({ length: 50 }, () => makeBlock("heading").id));
      expect(ids.size).toBe(50);
    } finally {
      vi.unstubAllGlobals();
    }
  });

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

  const columns: EmailDocument = {
    ...document,
    blocks: [
      spacer("a"),
      { id: "cols", type: "columns", ratio: "equal", columns: [{ blocks: [spacer("l")] }, { blocks: [] }] },
      spacer("z"),
    ],
  };
  const inside = (d: EmailDocument) =>
    d.blocks.flatMap((block) => (block.type === "columns" ? block.columns.map((c) => c.blocks.map((b) => b.id)) : []));

  it("moves blocks into columns, out of them and within them, and never columns into columns", () => {
    const moved = moveIntoColumn(columns, "a", "cols", 1);
    expect([ids(moved), inside(moved)]).toEqual(["colsz", [["l"], ["a"]]]);
    expect(inside(moveBeside(columns, "z", "l", "top"))).toEqual([["z", "l"], []]);
    expect(ids(moveBeside(columns, "l", "a", "bottom"))).toBe("alcolsz");
    expect(moveBeside(columns, "cols", "l", "top")).toBe(columns);
    expect(moveIntoColumn(columns, "cols", "cols", 0)).toBe(columns);
    expect(inside(shiftBlock(insertAfter(columns, spacer("m"), "l"), "m", -1))).toEqual([["m", "l"], []]);
    expect(inside(removeBlock(columns, "l"))).toEqual([[], []]);
  });

  it("copies columns with new ids for everything in them", () => {
    const copy = duplicateBlock(columns, "cols", "copy");
    const all = [...allBlocks(copy.blocks)].map(({ block }) => block.id);
    expect(new Set(all).size).toBe(all.length);
    expect(all).toHaveLength(6);
  });

  it("changes a variant by its own id and keeps its rule", () => {
    const vip = { tag: "vip" };
    const ruled = updateRules(columns, "l", () => ({ when: vip, variants: [{ when: vip, block: spacer("v") }] }));
    const changed = updateBlock(ruled, { ...spacer("v"), height: 99 });
    expect(findBlock(changed, "v")).toMatchObject({ height: 99 });
    expect(emailDocumentSchema.safeParse(changed).success).toBe(true);
    expect(updateRules(changed, "l", () => ({}))).toEqual(columns);
  });

  it("names blocks by their words", () => {
    expect(
      blockName({ ...makeBlock("heading"), type: "heading", text: "Hi {{ first_name | default: 'you' }}" } as never),
    ).toBe("Heading “Hi you”");
    expect(blockName(makeBlock("divider"))).toBe("Divider");
  });
});
