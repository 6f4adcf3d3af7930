import fc from "fast-check";
import { Liquid } from "liquidjs";
import { describe, expect, it } from "vitest";
import { fillLiquid } from "./fill-liquid";
import type { TemplateContext } from "./template-context";

const context = (values: TemplateContext["values"] = {}): TemplateContext => ({
  values: Object.assign(Object.create(null), values),
  timezone: "UTC",
  locale: "en-US",
  now: 0,
});

describe("fillLiquid", () => {
  const endless: Record<string, string> = {
    "a huge range": "{% for i in (1..1000000000) %}x{% endfor %}",
    "nested loops with empty bodies":
      "{% for i in (1..1000) %}{% for j in (1..1000) %}{% for k in (1..1000) %}{% endfor %}{% endfor %}{% endfor %}",
    "captures that double": `{% assign s = "aaaaaaaaaaaaaaaa" %}${"{% capture s %}{{ s }}{{ s }}{% endcapture %}".repeat(80)}{{ s }}`,
    "appends that double": '{% assign a = "x" %}{% for i in (1..1000) %}{% assign a = a | append: a %}{% endfor %}',
    "replace that multiplies":
      '{% assign a = "x" %}{% for i in (1..9) %}{% assign a = a | replace: "x", "xxxxxxxxxxxxxxxx" %}{% endfor %}{{ a }}',
    "a date padded without end": '{{ "now" | date: "%999999999Y" }}',
    "long text in a loop": `{% for i in (1..19000) %}${"y".repeat(1_000)}{% endfor %}`,
    "nesting without end": `${"{% if a %}".repeat(20_000)}${"{% endif %}".repeat(20_000)}`,
  };
  for (const [name, template] of Object.entries(endless))
    it(`cuts ${name}`, () => {
      const before = performance.now();
      expect(fillLiquid(template, context()).ok).toBe(false);
      expect(performance.now() - before).toBeLessThan(2_000);
    });

  it("reads own properties only", () => {
    const values = { person: { name: "Ada" }, list: [1, 2] };
    for (const path of ["constructor", "toString", "person.constructor", "person.__proto__", "list.map", "__proto__.x"])
      expect(fillLiquid(`[{{ ${path} }}]`, context(values))).toEqual({ ok: true, text: "[]" });
  });

  it("knows no tag that reads files and no filter that prints HTML", () => {
    for (const tag of ["include 'a'", "render 'a'", "layout 'a'", "echo x", "cycle 'a'", "liquid echo x"])
      expect(fillLiquid(`{% ${tag} %}`, context()).ok).toBe(false);
    expect(fillLiquid("{{ x | newline_to_br }}", context()).ok).toBe(false);
  });

  it("says what is wrong with a template", () => {
    expect(fillLiquid("{{ a | nope }}", context())).toEqual({ ok: false, error: "undefined filter: nope" });
    expect(fillLiquid("{% if a %}", context())).toMatchObject({
      ok: false,
      error: expect.stringContaining("not closed"),
    });
  });

  it("gives unknown paths as nothing and defaults for what a reader would call empty", () => {
    const values = { spaces: "  ", no: false, zero: 0, none: null, list: [] };
    expect(fillLiquid("{{ a.b.c }}{{ spaces | default: 'x' }}", context(values))).toEqual({ ok: true, text: "x" });
    expect(
      fillLiquid("{{ zero | default: 'x' }}{{ list | default: 'y' }}{{ no | default: 'z' }}", context(values)),
    ).toEqual({
      ok: true,
      text: "0yz",
    });
  });

  it("keeps line breaks and drops control characters of values", () => {
    expect(fillLiquid("{{ a }}", context({ a: "one\ntwo\u0000\u001b[31m" }))).toEqual({
      ok: true,
      text: "one\ntwo[31m",
    });
  });

  it("says the same with and without its fast paths as liquidjs does", () => {
    const reference = new Liquid({ ownPropertyOnly: true });
    const piece = fc.constantFrom(
      "{{ name }}",
      "{{ user.city }}",
      "{{ user.size }}",
      "{{ nothing }}",
      '{{ nothing | default: "x" }}',
      '{{ name | default: "x" | upcase }}',
      '{% assign name = "shadow" %}',
      "{% if user.city %}in {{ user.city }}{% else %}out{% endif %}",
      "{% for tag in tags %}{{ tag }};{% endfor %}",
      "{% capture user %}gone{% endcapture %}",
      " words ",
    );
    const values = { name: "Ada", user: { city: "Rome", zip: "1" }, tags: ["a", "b"] };
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const template = pieces.join("");
        const expected = reference.parseAndRenderSync(template, structuredClone(values));
        expect(fillLiquid(template, context(values))).toEqual({ ok: true, text: expected });
      }),
    );
  });
});

it("fills with what can be stored: no halves of characters, no NUL", () => {
  const values = { first_name: "😀lex", link: "a%00b" };
  expect(fillLiquid('{{ first_name | split: "" | first }}|{{ link | url_decode }}', context(values))).toEqual({
    ok: true,
    text: "\ufffd|ab",
  });
});
