import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeFacts } from "@/lib/testing/drive-journey";
import type { Brand } from "./brand";
import { compileEmail } from "./compile-email";
import { type EmailDocument, emailDocumentSchema } from "./document";
import { factsNeeded } from "./facts-needed";
import { fillEmail } from "./fill-email";
import { richTextFromPlain } from "./short-form";
import { templateContext } from "./template-context";

const brand: Brand = { name: "Northwind", logo_url: "", postal_address: "1 Main Street", theme: {} };
const links = { unsubscribeUrl: "https://app.example/u/token" };
const text = (id: string, words: string) => ({
  id,
  type: "text" as const,
  content: richTextFromPlain(words),
  align: "left" as const,
});
const vip = { tag: "vip" };

function documentOf(blocks: EmailDocument["blocks"], more: Partial<EmailDocument> = {}): EmailDocument {
  return emailDocumentSchema.parse({ v: 2, subject: "Hi", preheader: "", blocks, ...more });
}

type Person = Parameters<typeof makeFacts>[0];

async function mailOf(document: EmailDocument, person: Person = {}) {
  const facts = makeFacts(person);
  const filled = fillEmail(await compileEmail(document, brand), templateContext(facts, facts.entered_at), links);
  if (!filled.ok) throw new Error(filled.error);
  return filled;
}

describe("rules of blocks", () => {
  const variants = documentOf([
    text("before", "BEFORE"),
    {
      ...text("main", "everybody"),
      when: { path: "plan", op: "exists" },
      variants: [
        { when: vip, block: text("v1", "dear vip") },
        { when: { path: "score", op: "less_than", value: 30 }, block: text("v2", "shorter") },
      ],
    },
    text("after", "AFTER"),
  ]);

  it("show the first variant that matches, the block itself to the rest, and nothing to whom the block is not for", async () => {
    const shown = async (subscriber: NonNullable<Person>["subscriber"]) => {
      const { html, text: plain } = await mailOf(variants, { subscriber });
      const words = ["everybody", "dear vip", "shorter"];
      expect(words.filter((w) => html.includes(w))).toEqual(words.filter((w) => plain.includes(w)));
      return words.filter((w) => html.includes(w));
    };
    expect(await shown({ attributes: { plan: "pro" } })).toEqual(["everybody"]);
    expect(await shown({ attributes: { plan: "pro", score: 10 }, tags: ["vip"] })).toEqual(["dear vip"]);
    expect(await shown({ attributes: { plan: "pro", score: 10 } })).toEqual(["shorter"]);
    expect(await shown({ attributes: { score: 10 }, tags: ["vip"] })).toEqual([]);
  });

  it("leave no gap in the text part where nothing is shown", async () => {
    const { text: plain } = await mailOf(variants);
    expect(plain).toMatch(/BEFORE\n\nAFTER/);
  });

  it("ask for what must be fetched, once, and fail rather than guess without it", async () => {
    const segment = { segment_id: "s1" };
    const compiled = await compileEmail(
      documentOf([{ ...text("a", "member"), when: segment }, text("b", "all")]),
      brand,
    );
    const facts = makeFacts();
    expect(factsNeeded(compiled, facts, 0)).toEqual([{ kind: "segment", segment_id: "s1" }]);
    expect(fillEmail(compiled, templateContext(facts, 0), links)).toMatchObject({ ok: false });
    const fetched = new Map([['{"kind":"segment","segment_id":"s1"}', true]]);
    expect(factsNeeded(compiled, { ...facts, fetched }, 0)).toEqual([]);
    const filled = fillEmail(compiled, templateContext({ ...facts, fetched }, 0), links);
    expect(filled.ok && filled.html).toContain("member");
  });

  it("never take the way out away", async () => {
    const footer = { id: "f", type: "footer" as const, text: "", unsubscribe_label: "Leave" };
    const hidden = { v: 2, subject: "s", blocks: [{ ...footer, when: vip }] };
    expect(emailDocumentSchema.safeParse(hidden).success).toBe(false);
    const forms = documentOf([
      { ...footer, variants: [{ when: vip, block: { ...footer, id: "g", unsubscribe_label: "Go" } }] },
    ]);
    for (const tags of [[], ["vip"]])
      expect((await mailOf(forms, { subscriber: { tags } })).html).toContain(links.unsubscribeUrl);
  });

  it("do not report what stands in a form that is not shown", async () => {
    const document = documentOf([{ ...text("a", "{{ nothing }}"), when: vip }, text("b", "{{ other }}")]);
    expect((await mailOf(document)).missing).toEqual(["other"]);
  });
});

describe("lists", () => {
  const list = {
    id: "l",
    type: "list" as const,
    path: "event.items",
    limit: 2,
    layout: "rows" as const,
    image: "{{ item.image }}",
    title: "{{ item.name }}",
    detail: "",
    aside: '{{ item.price | money: "EUR" }}',
    href: "{{ item.url }}",
    total_label: "Total",
    total: '{{ event.total | money: "EUR" }}',
    empty: "Your cart is empty",
  };
  const items = [
    { name: "Guji <b>", price: 12.5, url: "https://shop.example/guji", image: "https://shop.example/guji.png" },
    { name: "Kenya", price: 9, url: "javascript:alert(1)" },
    { name: "Third", price: 1 },
  ];
  const withItems = (value: unknown): Person => ({
    trigger: { node: "start", at: 0, properties: { items: JSON.parse(JSON.stringify(value)), total: 22.5 } },
  });

  it("draw each item up to the limit, escaped and with checked links, and the total", async () => {
    const filled = await mailOf(documentOf([list]), withItems(items));
    expect(filled.html).toContain("Guji &lt;b&gt;");
    expect(filled.html).toContain("€12.50");
    expect(filled.html).toContain('href="https://shop.example/guji"');
    expect(filled.html).not.toContain("javascript");
    expect(filled.html).not.toContain("Third");
    expect(filled.html).not.toContain("Your cart is empty");
    expect(filled.text).toMatch(/Guji <b>[\s\S]*Kenya[\s\S]*Total[\s\S]*€22.50/);
  });

  it("show no broken picture for an item without one, and call nothing of an item missing", async () => {
    const filled = await mailOf(documentOf([list]), withItems(items.slice(0, 2)));
    expect(filled.html.match(/<img/g)).toHaveLength(1);
    expect(filled.missing.filter((name) => name.startsWith("item."))).toEqual([]);
  });

  it("keep a place for pictures while one of the items shown has one, and none where none has", async () => {
    const places = async (value: unknown, image = list.image) => {
      const { html, missing } = await mailOf(documentOf([{ ...list, image }]), withItems(value));
      expect(missing.filter((name) => name.startsWith("item."))).toEqual([]);
      return html.match(/<td[^>]*width:80px/g)?.length ?? 0;
    };
    const [pictured, bare, third] = items;
    expect(await places([bare, pictured])).toBe(2);
    expect(await places([bare, third])).toBe(0);
    expect(
      await places([
        { ...bare, image: " " },
        { ...third, image: null },
      ]),
    ).toBe(0);
    // beyond the two that are shown
    expect(await places([bare, third, pictured])).toBe(0);
    expect(await places([bare, third], "https://shop.example/same.png")).toBe(2);
    expect(await places([{ ...bare, shop: { photo: "https://shop.example/a.png" } }], "{{ item.shop.photo }}")).toBe(1);
  });

  it("make no link of an item that has no address", async () => {
    const { html, text: plain } = await mailOf(documentOf([{ ...list, limit: 3 }]), withItems([items[0], items[2]]));
    expect(html).toContain('href="https://shop.example/guji"');
    expect(html).not.toContain('href="#"');
    expect(html.match(/Third/g)).toHaveLength(1);
    expect(plain).toMatch(/Guji <b> https:\/\/shop\.example\/guji[\s\S]*Third\s/);
  });

  it("say the empty text for no list, an empty one, and what is no list", async () => {
    for (const value of [[], "items", 5, null, { 0: { name: "x" } }]) {
      const filled = await mailOf(documentOf([list]), withItems(value));
      expect(filled.html).toContain("Your cart is empty");
      expect(filled.text).toContain("Your cart is empty");
    }
  });

  it("leave `item` as it was behind the list", async () => {
    const document = documentOf([list, text("t", "[{{ item.name }}]")]);
    expect((await mailOf(document, withItems(items))).text).toContain("[]");
  });

  it("are the same whether an item's parts take the fast path or liquidjs", async () => {
    const name = fc.string({ unit: "grapheme", maxLength: 20 });
    const slow = { ...list, title: "{% if true %}{{ item.name }}{% endif %}" };
    const [a, b] = [await compileEmail(documentOf([list]), brand), await compileEmail(documentOf([slow]), brand)];
    fc.assert(
      fc.property(fc.array(name, { maxLength: 4 }), (names) => {
        const facts = makeFacts(withItems(names.map((n) => ({ name: n, price: 1, url: "https://x.example" }))));
        const context = templateContext(facts, 0);
        const [fast, through] = [fillEmail(a, context, links), fillEmail(b, context, links)];
        expect(fast.ok && fast.html).toBe(through.ok && through.html);
      }),
    );
  });

  it("are bounded: a thousand lists in lists end in an error, not in a hang", async () => {
    const loop = `{% for a in (1..90) %}{% for b in (1..90) %}{% for c in (1..90) %}x{% endfor %}{% endfor %}{% endfor %}`;
    const compiled = await compileEmail(documentOf([{ ...list, title: loop, limit: 50 }]), brand);
    const facts = makeFacts(withItems(Array.from({ length: 50 }, () => ({ name: "x" }))));
    const before = performance.now();
    expect(fillEmail(compiled, templateContext(facts, 0), links).ok).toBe(false);
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});

it("lists that an author nests by hand are bounded, too, even when they write nothing", async () => {
  const [open, close] = ['{% each "event.items" 999 %}', "{% none %}{% endeach %}"];
  const nested = documentOf([text("t", `${open.repeat(4)}${close.repeat(4)}`)]);
  const compiled = await compileEmail(nested, brand);
  const facts = makeFacts({ trigger: { node: "start", at: 0, properties: { items: Array(999).fill(1) } } });
  const before = performance.now();
  expect(fillEmail(compiled, templateContext(facts, 0), links)).toMatchObject({ ok: false });
  expect(performance.now() - before).toBeLessThan(2_000);
});

describe("columns", () => {
  it("hold blocks side by side, narrower, and with their own rules", async () => {
    const image = {
      id: "i",
      type: "image" as const,
      url: "https://x.example/a.png",
      alt: "A",
      decorative: false,
      width: 100,
      align: "left" as const,
      href: "",
    };
    const document = documentOf([
      {
        id: "c",
        type: "columns",
        ratio: "1-2",
        columns: [{ blocks: [image] }, { blocks: [{ ...text("t", "SECRET"), when: vip }] }],
      },
    ]);
    const { html } = await mailOf(document);
    expect(html).toContain("sj-col");
    expect(html).toContain('width="163"');
    expect(html).not.toContain("SECRET");
    expect((await mailOf(document, { subscriber: { tags: ["vip"] } })).html).toContain("SECRET");
  });
});

describe("HTML blocks", () => {
  const html = async (source: string, attributes = {}) =>
    (await mailOf(documentOf([{ id: "h", type: "html", html: source }]), { subscriber: { attributes } })).html;

  it("keep harmless markup with Liquid in words and attributes, escaped, links checked", async () => {
    const out = await html(
      '<p style="color:red">Hi <b>{{ name }}</b> <a href="{{ url }}" title="{{ name }}">go</a> {% if name %}yes{% endif %}</p>',
      {
        name: '<"x">',
        url: "https://shop.example/?a=1&b=2",
      },
    );
    expect(out).toContain("<b>&lt;&quot;x&quot;&gt;</b>");
    expect(out).toContain('href="https://shop.example/?a=1&amp;b=2"');
    expect(out).toContain('title="&lt;&quot;x&quot;&gt;"');
    expect(out).toContain("yes");
  });

  it("never carry what acts, whatever an author or a person's data says", async () => {
    const piece = fc.constantFrom(
      "<script>alert(1)</script>",
      "<img src=x onerror=alert(1)>",
      '<a href="javascript:alert(1)">x</a>',
      '<a href="{{ url }}">x</a>',
      '<div style="background:url(javascript:alert(1))">',
      '<div style="width: expression(alert(1))">',
      "<iframe src=//evil></iframe>",
      "<form action=/x><input name=a></form>",
      "<style>*{display:none}</style>",
      "<svg onload=alert(1)>",
      "<math><mi//xlink:href='data:x,<script>'>",
      "<!-- <script>x</script> -->",
      "<meta http-equiv=refresh content=0>",
      "<base href=//evil>",
      '<p {{ name }}="x">',
      '"><script>',
      "</div></td></table>",
      "{{ name }}",
      "{% if name %}",
      "{% endif %}",
      "<a title='{{ name }}' href='https://x.example'>",
      "&lt;script&gt;",
    );
    const nasty = fc.constantFrom('"><script>x</script>', "javascript:alert(1)", "' onmouseover='x", "<img onerror=x>");
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 6 }), nasty, async (pieces, value) => {
        const out = await html(pieces.join(" "), { name: value, url: value });
        const tags = [...out.matchAll(/<\/?([a-z0-9]+)((?:[^>"']|"[^"]*"|'[^']*')*)>/gi)];
        const names = new Set(tags.map((m) => String(m[1]).toLowerCase()));
        for (const bad of ["script", "iframe", "form", "input", "svg", "math", "base", "object"])
          expect(names.has(bad)).toBe(false);
        for (const [, , attributes = ""] of tags) {
          const outside = attributes.replace(/"[^"]*"|'[^']*'/g, '""');
          expect(outside).not.toMatch(/\son\w+\s*=/i);
          expect(attributes).not.toMatch(/(href|src)\s*=\s*["']?\s*(javascript|data|vbscript):/i);
          expect(attributes).not.toMatch(/expression\(|url\(/i);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("documents of version 1", () => {
  it("are read and sent as they were", async () => {
    const old = { v: 1, subject: "Old", blocks: [{ id: "h", type: "heading", text: "Still here" }] };
    const parsed = emailDocumentSchema.parse(old);
    expect((await mailOf(parsed)).html).toContain("Still here");
  });
});
