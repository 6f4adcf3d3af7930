import { describe, expect, it } from "vitest";
import { compileEmail } from "./compile-email";
import { fillEmail } from "./fill-email";
import { documentFromShortForm } from "./short-form";
import type { TemplateContext } from "./template-context";

const brand = { name: "Northwind", logo_url: "", postal_address: "", theme: {} };
const links = { unsubscribeUrl: "https://app.example/u/t" };
const person = (values: TemplateContext["values"]): TemplateContext => ({
  values: Object.assign(Object.create(null), values),
  timezone: "Europe/Berlin",
  locale: "de-DE",
  now: Date.UTC(2026, 0, 1, 23, 30),
});

describe("fillEmail", () => {
  it("tracks web links and leaves mail, phone and unsubscribe links alone", async () => {
    const body =
      "[web](https://shop.example/a?b=1&c=2) [mail](mailto:a@b.example) [call](tel:+4912345) [leave]({{ unsubscribe_url }})";
    const compiled = await compileEmail(documentFromShortForm("s", body), brand);
    const seen: string[] = [];
    const filled = fillEmail(compiled, person({}), {
      ...links,
      trackLink: (url) => {
        seen.push(url);
        return `https://app.example/t/c/${encodeURIComponent(url)}`;
      },
    });
    expect(new Set(seen)).toEqual(new Set(["https://shop.example/a?b=1&c=2"]));
    expect(filled.ok && filled.html).toContain('href="mailto:a@b.example"');
    expect(filled.ok && filled.html).toContain('href="tel:+4912345"');
  });

  it("adds the open pixel to the HTML alone, and only when asked", async () => {
    const compiled = await compileEmail(documentFromShortForm("s", "b"), brand);
    const without = fillEmail(compiled, person({}), links);
    const withPixel = fillEmail(compiled, person({}), { ...links, openPixelUrl: "https://app.example/t/o/x&y" });
    expect(without.ok && without.html).not.toContain("/t/o/");
    expect(withPixel.ok && withPixel.html).toContain('src="https://app.example/t/o/x&amp;y"');
    expect(withPixel.ok && withPixel.text).not.toContain("/t/o/");
  });

  it("names what is empty for this person and has no default, wherever it stands", async () => {
    const body = 'Hi {{ first_name }} {{ nick | default: "you" }} {% if true %}{{ event.total }}{% endif %} {{ city }}';
    const compiled = await compileEmail(documentFromShortForm("{{ plan.name }}", body), brand);
    const filled = fillEmail(compiled, person({ city: "Rome" }), links);
    expect(filled.ok && filled.missing.sort()).toEqual(["event.total", "first_name", "plan.name"]);
    expect(compiled.variables).toEqual(["city", "event.total", "first_name", "nick", "plan.name"]);
  });

  it("is an error and no half mail when the template fails at run time", async () => {
    const compiled = await compileEmail(
      documentFromShortForm("s", "{% for i in (1..100000000) %}x{% endfor %}"),
      brand,
    );
    expect(fillEmail(compiled, person({}), links)).toEqual({ ok: false, error: expect.any(String) });
  });

  it("shows dates in the person's zone and money in their language", async () => {
    const body = '{{ "now" | date: "%Y-%m-%d %H:%M" }} | {{ due | date: "long" }} | {{ total | money: "EUR" }}';
    const compiled = await compileEmail(documentFromShortForm("s", body), brand);
    const filled = fillEmail(compiled, person({ due: "2026-03-01", total: 1234.5 }), links);
    expect(filled.ok && filled.text).toContain("2026-01-02 00:30 | 1. März 2026 | 1.234,50\u00a0€");
  });
});
