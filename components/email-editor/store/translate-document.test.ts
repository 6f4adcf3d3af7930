import { describe, expect, it } from "vitest";
import { chooseLocale } from "@/lib/email/choose-locale";
import type { EmailDocument } from "@/lib/email/document";
import { localise } from "@/lib/email/localise";
import { richTextFromPlain } from "@/lib/email/short-form";
import { findBlock } from "./edit-document";
import { translateBlock, translateLine, untranslated } from "./translate-document";

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
    expect(untranslated(document, "de")).toEqual({ done: 0, missing: ["subject", "h", "t"] });
    const some = translateLine(translateBlock(document, "de", { ...heading, text: "Hallo" }), "de", "subject", "Hallo");
    expect(untranslated(some, "de")).toEqual({ done: 2, missing: ["t"] });
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
