import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Brand } from "./brand";
import { compileEmail } from "./compile-email";
import type { EmailDocument } from "./document";
import { fillEmail } from "./fill-email";
import type { TemplateContext } from "./template-context";

const brand: Brand = { name: "Northwind", logo_url: "", postal_address: "1 Main Street\nBerlin", theme: {} };
const links = { unsubscribeUrl: "https://app.example/u/token" };

function personWith(values: Record<string, string | null>): TemplateContext {
  return { values: Object.assign(Object.create(null), values), timezone: "UTC", locale: "en-US", now: 0 };
}

function documentWith(author: string, url = "https://example.com"): EmailDocument {
  return {
    v: 1,
    subject: `x${author}`,
    preheader: `x${author}`,
    blocks: [
      { id: "h", type: "heading", text: `x${author}`, level: 1, align: "left" },
      {
        id: "t",
        type: "text",
        align: "left",
        content: {
          type: "doc",
          content: [
            {
              type: "paragraph",
              content: [
                { type: "text", text: `x${author}`, marks: [{ type: "bold" }] },
                { type: "hardBreak" },
                { type: "variable", attrs: { path: "first_name", fallback: author } },
                { type: "text", text: `x${author}`, marks: [{ type: "link", attrs: { href: url } }] },
              ],
            },
          ],
        },
      },
      { id: "b", type: "button", label: `x${author}`, href: url, align: "left", variant: "solid" },
      { id: "i", type: "image", url, alt: `x${author}`, decorative: false, width: 100, align: "left", href: "" },
      { id: "f", type: "footer", text: `x${author}`, unsubscribe_label: `x${author}` },
    ],
  };
}

async function mail(document: EmailDocument, person: TemplateContext) {
  const filled = fillEmail(await compileEmail(document, brand), person, links);
  if (!filled.ok) throw new Error(filled.error);
  return filled;
}

/** Tags with the names of their attributes: what a browser would build, without any text. */
function skeleton(html: string): string[] {
  return [...html.matchAll(/<(\/?[a-zA-Z!][^\s>/]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g)].map(
    ([, tag, attributes]) => `${tag} ${[...(attributes ?? "").matchAll(/([a-zA-Z-]+)=/g)].map((m) => m[1]).join(" ")}`,
  );
}

const nasty = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 40 }).filter((s) => !s.includes("\u0000")),
  fc
    .array(
      fc.constantFrom(
        "<script>alert(1)</script>",
        '"',
        "'",
        "<",
        ">",
        "&",
        "{{",
        "}}",
        "{%",
        "%}",
        "{",
        "{{ first_name }}",
        "{{ secret }}",
        "{% if first_name %}",
        "{% endif %}",
        "{{ first_name | raw }}",
        "{% raw %}",
        "{{ 'a' | upcase }}",
        "{% endhref %}",
        "{% open_pixel %}",
        "-->",
        "<!--",
        "</title>",
        "</style>",
        "\u2028",
        "\uFDD0",
        "\uFDD13\uFDD1",
        "\uD83D\uDE00",
        "\r\nBcc: x@example.com",
        " ",
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join("")),
);

describe("compileEmail and fillEmail", () => {
  it("never let an author's or a person's text become markup", async () => {
    const plain = skeleton((await mail(documentWith("plain"), personWith({ first_name: "Ada" }))).html);
    await fc.assert(
      fc.asyncProperty(nasty, nasty, async (author, name) => {
        const filled = await mail(documentWith(author), personWith({ first_name: name, secret: "<b>" }));
        expect(skeleton(filled.html)).toEqual(plain);
        expect(filled.subject).not.toMatch(/[\r\n]/);
      }),
      { numRuns: 150 },
    );
  }, 30_000);

  it("never run what a person's data says", async () => {
    const document = documentWith("{{ first_name }}");
    await fc.assert(
      fc.asyncProperty(fc.constantFrom("{{ secret }}", "{% if secret %}no{% endif %}"), async (code) => {
        const filled = await mail(document, personWith({ first_name: code, secret: "leaked" }));
        expect(filled.html).not.toContain("leaked");
        expect(filled.text).toContain(code);
      }),
    );
  });

  it("give a person's words to the text part as they are", async () => {
    const words = fc.array(fc.stringMatching(/^[A-Za-z<>&"'{}%]{1,12}$/), { minLength: 1, maxLength: 5 });
    const compiled = await compileEmail(documentWith(""), brand);
    fc.assert(
      fc.property(words, (list) => {
        const name = list.join(" ");
        const filled = fillEmail(compiled, personWith({ first_name: name }), links);
        expect(filled.ok && filled.text).toContain(name);
      }),
    );
  });

  it("are deterministic: the same document and person give the same bytes", async () => {
    await fc.assert(
      fc.asyncProperty(nasty, async (author) => {
        const [once, again] = [
          await compileEmail(documentWith(author), brand),
          await compileEmail(documentWith(author), brand),
        ];
        expect(again).toEqual(once);
        const person = personWith({ first_name: author });
        expect(fillEmail(again, person, links)).toEqual(fillEmail(once, person, links));
      }),
      { numRuns: 25 },
    );
  });

  it("keep addresses that could run code out of links and images", async () => {
    for (const bad of [
      "javascript:alert(1)",
      "java\nscript:alert(1)",
      " JAVASCRIPT:x",
      "data:text/html,x",
      "vbscript:x",
    ]) {
      const fixed = await mail(documentWith("a", bad), personWith({}));
      const filled = await mail(documentWith("a", "{{ first_name }}"), personWith({ first_name: bad }));
      for (const { html } of [fixed, filled]) expect(html).not.toMatch(/(?:href|src)="\s*(?:java|data|vbs)/i);
      expect(filled.missing.join()).toContain("link");
    }
  });

  it("put an author's Liquid to work in every place it can be typed", async () => {
    const person = personWith({ first_name: "Zoë & Co", slug: "a b" });
    const filled = await mail(
      documentWith('{{ first_name | default: "there" }}', "https://x.example/{{ slug }}?a=1&b=2"),
      person,
    );
    expect(filled.subject).toBe("xZoë & Co");
    expect(filled.html).toContain("xZoë &amp; Co");
    expect(filled.html).toContain('href="https://x.example/a%20b?a=1&amp;b=2"');
    expect(filled.text).toContain("https://x.example/a%20b?a=1&b=2");
  });

  it("write one link for neighbours under the same address", async () => {
    const document = documentWith("");
    const link = { type: "link" as const, attrs: { href: "https://example.com/a" } };
    document.blocks = [
      {
        id: "t",
        type: "text",
        align: "left",
        content: {
          type: "doc",
          content: [
            {
              type: "paragraph",
              content: [
                { type: "text", text: "Hi ", marks: [link] },
                { type: "variable", attrs: { path: "first_name", fallback: "" }, marks: [link] },
                { type: "text", text: "!", marks: [{ type: "bold" }, link] },
              ],
            },
          ],
        },
      },
    ];
    const filled = await mail(document, personWith({ first_name: "Ada" }));
    expect(filled.html.match(/href="https:\/\/example.com\/a"/g)).toHaveLength(1);
    expect(filled.text).toContain("Hi Ada! https://example.com/a");
  });

  it("leave no gap where a loop's own paragraphs stood", async () => {
    const paragraph = (text: string) => ({ type: "paragraph" as const, content: [{ type: "text" as const, text }] });
    const document = documentWith("");
    document.blocks = [
      {
        id: "t",
        type: "text",
        align: "left",
        content: {
          type: "doc",
          content: [paragraph("{% for i in (1..3) %}"), paragraph("Item {{ i }}"), paragraph("{% endfor %}")],
        },
      },
    ];
    const filled = await mail(document, personWith({}));
    expect(filled.text).toMatch(/Item 1\s+Item 2\s+Item 3/);
    expect(filled.html.match(/<p/g)?.length).toBe(5);
  });

  it("always carry the way out, footer block or not", async () => {
    const document = { ...documentWith(""), blocks: [] };
    const filled = await mail(document, personWith({}));
    expect(filled.html).toContain(`href="${links.unsubscribeUrl}"`);
    expect(filled.text).toContain(links.unsubscribeUrl);
    expect(filled.html).toContain("1 Main Street · Berlin");
  });
});
