import { createElement } from "react";
import { render, toPlainText } from "react-email";
import type { Brand } from "./brand";
import type { CompiledEmail } from "./compiled-email";
import type { EmailDocument } from "./document";
import { engine } from "./liquid/engine";
import { MailLayout } from "./mail-layout";
import { mailStyle } from "./mail-style";
import { renderScope, SlotTable, soundLiquid } from "./render-scope";

const headings = ["h1", "h2", "h3"].map((selector) => ({ selector, options: { uppercase: false } }));

/** Names we put in ourselves. */
const ownVariables = new Set(["unsubscribe_url"]);

function variablesOf(...sources: string[]): string[] {
  const found = sources.flatMap((source) => engine("plain").globalFullVariablesSync(engine("plain").parse(source)));
  return [...new Set(found)].filter((name) => !ownVariables.has(name)).sort();
}

/**
 * Renders a document with react-email once, leaving Liquid where people differ. Deterministic: the same document and brand give the same
 * bytes. Never fails for what an author typed: Liquid that does not parse is printed as it was typed (checkEmail stops its publishing).
 */
export async function compileEmail(document: EmailDocument, brand: Brand): Promise<CompiledEmail> {
  const slots = new SlotTable();
  const scope = renderScope(slots, mailStyle(brand, document.theme), brand);
  const { blocks, preheader, subject } = document;
  const rendered = await render(createElement(MailLayout, { blocks, preheader, subject, scope }));
  const html = slots.html(rendered);
  const text = slots
    .plain(toPlainText(rendered, { selectors: headings }))
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return {
    subject: soundLiquid(subject),
    preheader: soundLiquid(preheader),
    html,
    text,
    variables: variablesOf(soundLiquid(subject), html),
  };
}
