import { describe, expect, it } from "vitest";
import { makeFacts } from "@/lib/testing/drive-journey";
import { compileEmail } from "./compile-email";
import type { EmailDocument } from "./document";
import { fillEmail } from "./fill-email";
import { documentFromShortForm, richTextFromPlain } from "./short-form";
import { type TemplateContext, templateContext } from "./template-context";

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

  it("shows a time without a zone as it was written, whatever clock the server has", async () => {
    const { TZ } = process.env;
    process.env.TZ = "America/New_York";
    try {
      const body = '{{ due | date: "%H:%M" }} {{ utc | date: "%H:%M" }}';
      const compiled = await compileEmail(documentFromShortForm("s", body), brand);
      const filled = fillEmail(compiled, person({ due: "2026-03-01T10:15", utc: "2026-03-01T10:15:00Z" }), links);
      expect(filled.ok && filled.text).toContain("10:15 11:15");
    } finally {
      if (TZ === undefined) delete process.env.TZ;
      else process.env.TZ = TZ;
    }
  });

  it("knows today where the person lives", async () => {
    const facts = (timezone: string) =>
      templateContext(makeFacts({ subscriber: { timezone } }), Date.UTC(2026, 10, 26, 22, 30));
    const compiled = await compileEmail(
      documentFromShortForm("s", 'Today is {{ current_date }}, {{ current_date | date: "%-d %B" }}'),
      brand,
    );
    const text = (timezone: string) => {
      const filled = fillEmail(compiled, facts(timezone), links);
      return filled.ok && filled.missing.length === 0 && filled.text;
    };
    expect(text("America/Lima")).toContain("2026-11-26, 26 November");
    expect(text("Asia/Tokyo")).toContain("2026-11-27, 27 November");
  });

  it("goes out in the language the mail was written in to whoever speaks just that", async () => {
    const translated = {
      ...documentFromShortForm("Oi, gente", "Bom dia do Brasil"),
      v: 2 as const,
      locale: "pt-BR",
      translations: {
        pt: { subject: "Olá", blocks: { body: { content: richTextFromPlain("Bom dia de Portugal") } } },
        es: { subject: "Hola" },
      },
    };
    const compiled = await compileEmail(translated, brand);
    const subject = (locale: string | null) => {
      const facts = makeFacts({ subscriber: { locale } });
      const filled = fillEmail(compiled, templateContext(facts, 0), links);
      return filled.ok && filled.subject;
    };
    expect(["pt-BR", "pt_BR", "pt-PT", "pt", "es-MX", "fr", null].map(subject)).toEqual([
      "Oi, gente",
      "Oi, gente",
      "Olá",
      "Olá",
      "Hola",
      "Oi, gente",
      "Oi, gente",
    ]);
  });

  it("the plain version has the mail's own way out, in its language", async () => {
    const compiled = await compileEmail(
      {
        v: 2,
        subject: "{{ x | divided_by: 0 }}",
        preheader: "",
        locale: "de",
        blocks: [
          {
            id: "f",
            type: "footer",
            text: "Sie haben bei uns bestellt.",
            unsubscribe_label: "Abmelden",
            variants: [
              { when: { segment_id: "s" }, block: { id: "g", type: "footer", text: "", unsubscribe_label: "Weg" } },
            ],
          },
        ],
        on_failure: { do: "fallback", when_empty: false, subject: "Kurz gesagt", body: "Danke!" },
      },
      brand,
    );
    const filled = fillEmail(compiled, templateContext(makeFacts(), 0), links);
    expect(filled).toMatchObject({ ok: true, subject: "Kurz gesagt", fallback: expect.any(String) });
    expect(filled.ok && filled.html).toContain('lang="de"');
    expect(filled.ok && filled.text).toMatch(/Danke![\s\S]*Sie haben bei uns bestellt\.[\s\S]*Abmelden https/);
  });

  it("reads from right to left in languages that do, and what stood at the left stands at the right", async () => {
    const document: EmailDocument = {
      ...documentFromShortForm("Hello", "- one\n- two"),
      v: 2,
      translations: { he: { subject: "שלום" }, "uz-Latn": { subject: "Salom" } },
    };
    const compiled = await compileEmail(document, brand);
    const page = (locale: string) => compiled.locales?.[locale]?.html ?? compiled.html;
    // on the page, its body and the table in it: a reader's voice and every table follow
    for (const attribute of ['dir="rtl"', 'lang="he"']) expect(page("he").split(attribute)).toHaveLength(4);
    expect(page("he")).not.toMatch(/dir="ltr"|lang="en"/);
    expect(page("he")).toContain("padding:0 24px 0 0");
    expect(page("he")).toContain("text-align:right");
    for (const locale of ["en", "uz-Latn"]) {
      expect(page(locale)).toContain('dir="ltr"');
      expect(page(locale)).not.toContain("text-align:right");
    }
  });

  it("speaks one language: a reusable block says it in that of the mail", async () => {
    const id = "00000000-0000-4000-8000-000000000001";
    const heading = {
      id: "h",
      type: "heading" as const,
      text: "Opening hours",
      level: 2 as const,
      align: "left" as const,
    };
    const block: EmailDocument = {
      v: 2,
      subject: "",
      preheader: "",
      blocks: [heading],
      translations: { de: { blocks: { h: { text: "Öffnungszeiten" } } } },
    };
    const mail = (locale: string): EmailDocument => ({
      v: 2,
      subject: "s",
      preheader: "",
      locale,
      blocks: [{ id: "s", type: "shared", block_id: id }],
    });
    expect((await compileEmail(mail("de"), brand, new Map([[id, block]]))).text).toContain("Öffnungszeiten");
    expect((await compileEmail(mail("en"), brand, new Map([[id, block]]))).text).toContain("Opening hours");
    // one that holds itself in a column shows nothing there and hangs nobody
    const columns = [{ blocks: [{ id: "x", type: "shared" as const, block_id: id }] }, { blocks: [heading] }];
    const circle: EmailDocument = { ...block, blocks: [{ id: "c", type: "columns", ratio: "equal", columns }] };
    expect((await compileEmail(mail("en"), brand, new Map([[id, circle]]))).text).toContain("Opening hours");
  });
});
