import { describe, expect, it } from "vitest";
import { chooseLocale } from "@/lib/email/choose-locale";
import { type EmailDocument, emailDocumentSchema } from "@/lib/email/document";
import { localise } from "@/lib/email/localise";
import { richTextFromPlain } from "@/lib/email/short-form";
import { addVersion, duplicateBlock, reusableOf } from "./copy-block";
import { findBlock, makeBlock, removeBlock } from "./edit-document";
import { leftToTranslate, translateBlock, translateLine } from "./translate-document";

const heading = { id: "h", type: "heading" as const, text: "Hello", level: 1 as const, align: "left" as const };
const text = { id: "t", type: "text" as const, content: richTextFromPlain("Words"), align: "left" as const };
const document: EmailDocument = { v: 2, subject: "Hi", preheader: "", blocks: [heading, text] };

describe("translations", () => {
  it("keep words per language and everything else for all of them", () => {
    const changed = translateBlock(document, "pt", { ...heading, text: "Olá", level: 2 });
    expect(findBlock(changed, "h")).toMatchObject({ text: "Hello", level: 2 });
    expect(findBlock(localise(changed, "pt"), "h")).toMatchObject({ text: "Olá", level: 2 });
    expect(localise(changed, "pt").locale).toBe("pt");
  });

  it("fall back word by word: pt-BR, then pt, then the mail's own language", () => {
    const pt = translateLine(translateBlock(document, "pt", { ...heading, text: "Olá" }), "pt", "subject", "Oi");
    const br = translateBlock(pt, "pt-BR", { ...text, content: richTextFromPlain("Palavras") });
    const shown = localise(br, "pt-BR");
    expect(shown.subject).toBe("Oi");
    expect(findBlock(shown, "h")).toMatchObject({ text: "Olá" });
    expect(findBlock(shown, "t")).toMatchObject({ content: richTextFromPlain("Palavras") });
    expect(findBlock(localise(br, "pt"), "t")).toMatchObject({ content: richTextFromPlain("Words") });
  });

  it("say what is not translated yet", () => {
    expect(leftToTranslate(document, "de")).toEqual(["subject", "h", "t"]);
    const some = translateLine(translateBlock(document, "de", { ...heading, text: "Hallo" }), "de", "subject", "Hallo");
    expect(leftToTranslate(some, "de")).toEqual(["t"]);
    // what is Liquid of a list is the same in every language, and what is empty needs no words
    const list = { ...makeBlock("list"), id: "l" };
    expect(leftToTranslate({ ...document, blocks: [list] }, "de")).toEqual(["subject"]);
  });
});

describe("while a language is shown", () => {
  const said = translateBlock(
    {
      ...document,
      blocks: [{ id: "c", type: "columns", ratio: "equal", columns: [{ blocks: [heading] }, { blocks: [] }] }],
    },
    "de",
    { ...heading, text: "Hallo" },
  );
  const shown = findBlock(localise(said, "de"), "c");

  it("the settings of columns are changed and the words in them stay what they are in each language", () => {
    if (shown?.type !== "columns") throw new Error("no columns");
    const changed = translateBlock(said, "de", { ...shown, ratio: "1-2" });
    expect(findBlock(changed, "c")).toMatchObject({ ratio: "1-2" });
    expect(findBlock(changed, "h")).toMatchObject({ text: "Hello" });
    expect(findBlock(localise(changed, "de"), "h")).toMatchObject({ text: "Hallo" });
  });

  it("a version and a copy say in each language what they were made from", () => {
    const version = addVersion(said, "h", "v");
    expect(findBlock(version, "v")).toMatchObject({ text: "Hello" });
    expect(findBlock(localise(version, "de"), "v")).toMatchObject({ text: "Hallo" });
    const copy = duplicateBlock(said, "h", "h2");
    expect(findBlock(copy, "h2")).toMatchObject({ text: "Hello" });
    expect(findBlock(localise(copy, "de"), "h2")).toMatchObject({ text: "Hallo" });
  });

  it("what is made reusable takes the words of every language along", () => {
    const reusable = reusableOf({ ...said, locale: "en" }, "c");
    if (!reusable) throw new Error("no such block");
    expect(emailDocumentSchema.parse(reusable)).toMatchObject({ locale: "en" });
    expect(findBlock(reusable, "h")).toMatchObject({ text: "Hello" });
    expect(findBlock(localise(reusable, "de"), "h")).toMatchObject({ text: "Hallo" });
    expect(reusableOf(removeBlock(said, "c"), "c")).toBeUndefined();
  });
});

describe("chooseLocale", () => {
  it("takes the person's exactly, else without the region, else none", () => {
    const there = ["pt", "pt-BR", "de"];
    expect(chooseLocale(there, "pt-BR")).toBe("pt-BR");
    expect(chooseLocale(there, "pt_PT")).toBe("pt");
    expect(chooseLocale(there, "DE-at")).toBe("de");
    expect(chooseLocale(there, "fr")).toBeUndefined();
    expect(chooseLocale(there, null)).toBeUndefined();
    expect(chooseLocale(there, "nonsense; drop")).toBeUndefined();
  });
});
