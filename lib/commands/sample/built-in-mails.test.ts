import { describe, expect, it } from "vitest";
import type { Brand } from "@/lib/email/brand";
import { compiledProblems } from "@/lib/email/check-compiled";
import { checkEmail } from "@/lib/email/check-email";
import { codeTemplates } from "@/lib/email/code-templates/registry";
import { compileCodeTemplate, compileEmail } from "@/lib/email/compile-email";
import type { CompiledEmail } from "@/lib/email/compiled-email";
import type { EmailDocument } from "@/lib/email/document";
import { fillEmail } from "@/lib/email/fill-email";
import { safeUrl } from "@/lib/email/liquid/safe-url";
import { startingDocument } from "@/lib/email/starting-document";
import { templateContext } from "@/lib/email/template-context";
import { gallery } from "@/lib/gallery/registry";
import type { JsonObject } from "@/lib/journey/json";
import { makeFacts } from "@/lib/testing/drive-journey";
import { sampleEmails } from "./emails";

const brand: Brand = { name: "Northbound", logo_url: "", postal_address: "1 Harbour Way\nBergen", theme: {} };
const unsubscribeUrl = "https://mail.example.com/u/ada";

/** Every document that comes with the product, and an event that its journey is started by. */
const builtIn: [string, EmailDocument, JsonObject][] = [
  ["a new template", startingDocument(), {}],
  ...Object.values(sampleEmails).map(({ name, document }): [string, EmailDocument, JsonObject] => [
    `sample workspace, ${name}`,
    document,
    {},
  ]),
  ...gallery.flatMap((entry) =>
    Object.values(entry.templates).map(({ name, document }): [string, EmailDocument, JsonObject] => [
      `${entry.name}, ${name}`,
      document,
      Object.assign({}, ...entry.needs.map(({ example }) => example ?? {})),
    ]),
  ),
];

const VOID = new Set(["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"]);

/** The tags that are closed out of order or never; and attributes without quotes. */
function faultsOf(html: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  const source = html.replace(/<!--[\s\S]*?-->/g, "").replace(/<style[\s\S]*?<\/style>/g, "");
  for (const [tag, close, name = "", attributes = ""] of source.matchAll(/<(\/?)([a-zA-Z][\w-]*)([^>]*)>/g)) {
    if (/=[^"\s]/.test(attributes.replace(/"[^"]*"/g, '""'))) faults.push(`unquoted: ${tag}`);
    const lower = name.toLowerCase();
    if (VOID.has(lower)) continue;
    if (!close) open.push(lower);
    else if (open.pop() !== lower) faults.push(`out of order: ${tag}`);
  }
  return [...faults, ...open.map((name) => `never closed: ${name}`)];
}

const hrefs = (html: string) =>
  [...html.matchAll(/ href="([^"]*)"/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&"));

describe("the documents that come with the product", () => {
  it("are found", () => expect(builtIn.length).toBeGreaterThan(30));

  it("have faults that this test would see", () => {
    expect(faultsOf("<p><b>x</p></b>")).toHaveLength(2);
    expect(faultsOf("<p>")).toEqual(["never closed: p"]);
    expect(faultsOf("<p class=x>y</p>")).toEqual(["unquoted: <p class=x>"]);
  });

  it.each(builtIn)("%s: nothing stands in its way", async (name, document) => {
    // every address in them is an example and customers' words are asked for, both of which their author is told
    const known = ["link_example", ...(name === "a new template" ? ["preheader_missing"] : [])];
    if (name.endsWith("what others say")) known.push("placeholder");
    expect(checkEmail(document, { brand }).filter(({ code }) => !known.includes(code))).toEqual([]);
    expect(compiledProblems(await compileEmail(document, brand))).toEqual([]);
  });

  it("asks for the words of the author's own customers where the welcome quotes others", () => {
    const [, document] = builtIn.find(([name]) => name.endsWith("Welcome 4: what others say")) ?? [];
    const asked = document && checkEmail(document, { brand }).filter(({ code }) => code === "placeholder");
    expect(asked).toHaveLength(4);
  });

  it.each(builtIn)(
    "%s: sound HTML, links that lead somewhere, a text part to read",
    async (_, document, properties) => {
      expectReadable(await compileEmail(document, brand), properties);
      // whom nothing is known of gets a whole mail, too
      expectReadable(await compileEmail(document, brand), {}, null);
    },
  );

  it.each(codeTemplates.map(({ id, template }) => [id, template] as const))(
    "%s, in code: the same",
    async (id, template) => {
      const compiled = await compileCodeTemplate(id, template, {}, brand);
      expect(compiledProblems(compiled)).toEqual([]);
      expectReadable(compiled, {
        confirm_url: "https://shop.example.com/confirm/1",
        order_id: 7,
        total: 29,
        currency: "EUR",
        items: [{ name: "Guji", quantity: 2, price: 14.5 }],
      });
    },
  );
});

function expectReadable(compiled: CompiledEmail, properties: JsonObject, firstName: string | null = "Ada"): void {
  const facts = makeFacts({ trigger: { node: "start", at: 0, properties }, subscriber: { first_name: firstName } });
  const filled = fillEmail(compiled, templateContext(facts, 0), { unsubscribeUrl, code: "SAMPLE-CODE" });
  if (!filled.ok) throw new Error(filled.error);
  const { subject, html, text } = filled;
  expect(faultsOf(html)).toEqual([]);
  expect(Buffer.byteLength(html)).toBeLessThan(80 * 1024);
  expect(hrefs(html)).toContain(unsubscribeUrl);
  for (const href of hrefs(html)) expect([href, safeUrl(href, "link")]).toEqual([href, href]);
  expect(subject.trim()).not.toBe("");
  expect(text).toContain(unsubscribeUrl);
  expect(text).toContain("1 Harbour Way");
  for (const part of [subject, html, text]) expect(part).not.toMatch(/\{\{|\{%|undefined|\[object|NaN|[\uFDD0-\uFDEF]/);
  expect(text).not.toMatch(/<\/?[a-z]+[^>]*>|\n{3}|&[a-z]+;/);
  expect(text.replace(/https?:\S+/g, "").trim().length).toBeGreaterThan(60);
}
