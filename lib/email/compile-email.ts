import { createElement } from "react";
import { render, toPlainText } from "react-email";
import type { Condition } from "@/lib/journey/condition";
import { walkCondition } from "@/lib/journey/walk-condition";
import type { Block } from "./blocks/registry";
import type { Brand, Theme } from "./brand";
import type { CodeTemplate } from "./code-templates/define-code-template";
import type { CompiledEmail, CompiledMail } from "./compiled-email";
import type { EmailDocument } from "./document";
import { engine } from "./liquid/engine";
import { localise } from "./localise";
import { MailLayout, type MailLayoutProps } from "./mail-layout";
import { mailStyle } from "./mail-style";
import type { OnFailure } from "./on-failure";
import { renderScope, SlotTable, soundLiquid } from "./render-scope";
import { noSharedBlocks, type SharedBlocks, sharedUsed } from "./shared-blocks";
import { documentFromShortForm } from "./short-form";
import { allBlocks } from "./walk-blocks";

const headings = ["h1", "h2", "h3"].map((selector) => ({ selector, options: { uppercase: false } }));

/** Names we put in ourselves. */
const ownVariable = /^((unsubscribe_url|current_date)$|(incentive|item|props)(\.|$))/;

function variablesOf(blocks: readonly Block[], conditions: readonly Condition[], ...sources: string[]): string[] {
  const found = sources.flatMap((source) => engine("plain").globalFullVariablesSync(engine("plain").parse(source)));
  for (const { block } of allBlocks(blocks)) if (block.type === "list" && block.path !== "") found.push(block.path);
  for (const condition of conditions) walkCondition(condition, (part) => "path" in part && found.push(part.path));
  return [...new Set(found)].filter((name) => !ownVariable.test(name)).sort();
}

type Drawn = Pick<MailLayoutProps, "blocks" | "preheader" | "subject" | "locale"> & { Body?: CodeTemplate["Body"] };

async function compileMail(document: EmailDocument, brand: Brand, shared: SharedBlocks): Promise<CompiledMail> {
  const { blocks, preheader, subject, locale = "en", theme } = document;
  return draw({ blocks, preheader, subject, locale }, brand, theme, shared);
}

async function draw(mail: Drawn, brand: Brand, theme: Theme | undefined, shared: SharedBlocks): Promise<CompiledMail> {
  const slots = new SlotTable();
  const scope = renderScope(slots, mailStyle(brand, theme), brand, shared, mail.locale);
  const { Body, ...layout } = mail;
  const { blocks, preheader, subject } = layout;
  const body = Body ? createElement(Body, { scope }) : undefined;
  const rendered = await render(createElement(MailLayout, { ...layout, scope, body }));
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
    variables: variablesOf(
      [...blocks, ...sharedUsed({ blocks }).flatMap(scope.shared)],
      slots.conditions,
      soundLiquid(subject),
      html,
    ),
    ...(slots.conditions.length > 0 ? { conditions: slots.conditions } : {}),
  };
}

/** A mail in code, drawn once like a document; `paths` says where its props come from where the step differs from the template. */
export async function compileCodeTemplate(
  id: string,
  template: CodeTemplate,
  paths: Record<string, string>,
  brand: Brand,
): Promise<CompiledEmail> {
  const { subject, preheader, Body } = template;
  const mail = await draw({ blocks: [], subject, preheader, locale: "en", Body }, brand, undefined, noSharedBlocks);
  const own = Object.entries(paths).filter(([name, path]) => name in template.props.shape && path.trim() !== "");
  const all = { ...template.paths, ...Object.fromEntries(own) };
  return {
    ...mail,
    variables: [...new Set([...mail.variables, ...Object.values(all)])].sort(),
    code: { id, paths: all },
  };
}

/** What goes out where the mail cannot be filled, with the mail's own footer, in its language; rules are what may have failed. */
function plainVersion({ blocks, locale, theme }: EmailDocument, { subject, body }: OnFailure): EmailDocument {
  const plain = documentFromShortForm(subject, body);
  const footers = blocks.filter((block) => block.type === "footer").map(({ variants: _, ...footer }) => footer);
  const words = plain.blocks.filter((block) => block.type !== "footer");
  return {
    ...plain,
    ...(footers.length > 0 ? { blocks: [...words, ...footers] } : {}),
    ...(theme ? { theme } : {}),
    ...(locale ? { locale } : {}),
  };
}

const localised = (shared: SharedBlocks, locale: string): SharedBlocks =>
  new Map([...shared].map(([id, document]) => [id, localise(document, locale)]));

/**
 * Renders a document with react-email once in each of its languages, leaving Liquid where people differ. Deterministic: the same document and brand
 * give the same bytes. Never fails for what an author typed: Liquid that does not parse is printed as it was typed (checkEmail stops its
 * publishing). `shared`: the reusable blocks it shows; one that is not there leaves nothing behind.
 */
export async function compileEmail(
  document: EmailDocument,
  brand: Brand,
  shared: SharedBlocks = noSharedBlocks,
): Promise<CompiledEmail> {
  const { incentive, on_failure: failure } = document;
  const locales: Record<string, CompiledMail> = {};
  for (const locale of Object.keys(document.translations ?? {}).sort())
    locales[locale] = await compileMail(localise(document, locale), brand, localised(shared, locale));
  const { locale: own } = document;
  const plain = failure?.do === "fallback" ? plainVersion(document, failure) : undefined;
  return {
    ...(await compileMail(document, brand, localised(shared, own ?? "en"))),
    ...(Object.keys(locales).length > 0 ? { locales, ...(own ? { locale: own } : {}) } : {}),
    ...(incentive ? { incentive } : {}),
    ...(plain ? { fallback: await compileMail(plain, brand, shared) } : {}),
    ...(failure?.when_empty ? { fail_when_empty: true } : {}),
  };
}
