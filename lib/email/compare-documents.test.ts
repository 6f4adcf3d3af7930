import { describe, expect, it } from "vitest";
import { compareDocuments } from "./compare-documents";
import type { EmailDocument } from "./document";
import { richTextFromPlain } from "./short-form";

const text = (id: string, words: string) => ({
  id,
  type: "text" as const,
  content: richTextFromPlain(words),
  align: "left" as const,
});
const of = (blocks: EmailDocument["blocks"], subject = "Hi"): EmailDocument => ({
  v: 2,
  subject,
  preheader: "",
  blocks,
});

describe("compareDocuments", () => {
  const before = of([text("a", "One"), text("b", "Two"), text("c", "Three")]);

  it("finds nothing between equal mails", () => {
    expect(compareDocuments(before, structuredClone(before))).toEqual([]);
  });

  it("says what came, went and is said differently", () => {
    const after = of([text("a", "One"), text("b", "Zwei {{ name }}"), text("d", "New")], "Hello");
    expect(compareDocuments(before, after)).toEqual([
      { kind: "changed", what: "mail", field: "subject", before: "Hi", after: "Hello" },
      { kind: "changed", what: "text", block_id: "b", field: "content", before: "Two", after: "Zwei {{ name }}" },
      { kind: "added", what: "text", block_id: "d", after: "New" },
      { kind: "removed", what: "text", block_id: "c", before: "Three" },
    ]);
  });

  it("calls as few blocks moved as can be", () => {
    const after = of([text("c", "Three"), text("a", "One"), text("b", "Two")]);
    expect(compareDocuments(before, after).map(({ kind, block_id }) => `${kind} ${block_id}`)).toEqual(["moved c"]);
  });

  it("sees rules, variants and what stands in columns", () => {
    const after = of([
      { ...text("a", "One"), when: { tag: "vip" }, variants: [{ when: { tag: "x" }, block: text("v", "Variant") }] },
      {
        id: "cols",
        type: "columns",
        ratio: "equal",
        columns: [{ blocks: [text("b", "Two")] }, { blocks: [text("c", "Three")] }],
      },
    ]);
    const changes = compareDocuments(before, after).map(({ kind, block_id, field }) =>
      `${kind} ${block_id} ${field ?? ""}`.trim(),
    );
    expect(changes).toEqual(["changed a when", "added v", "added cols"]);
  });
});
