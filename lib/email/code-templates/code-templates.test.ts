import { describe, expect, it } from "vitest";
import type { Json } from "@/lib/journey/json";
import { makeFacts } from "@/lib/testing/drive-journey";
import { compileCodeTemplate } from "../compile-email";
import { fillEmail } from "../fill-email";
import { templateContext } from "../template-context";
import { codeTemplateOf, codeTemplates } from "./registry";

const brand = { name: "Northwind", logo_url: "", postal_address: "1 Main Street", theme: {} };
const links = { unsubscribeUrl: "https://app.example/u/t" };

async function fill(id: string, properties: { [name: string]: Json }, paths: Record<string, string> = {}) {
  const template = codeTemplateOf(id);
  if (!template) throw new Error(`no template ${id}`);
  const facts = makeFacts({ trigger: { node: "start", at: 0, properties } });
  return fillEmail(await compileCodeTemplate(id, template, paths, brand), templateContext(facts, 0), links);
}

const order = {
  order_id: 7,
  total: 38.5,
  currency: "EUR",
  items: [
    { name: "Guji <b>", quantity: 2, price: 14.5 },
    { name: "Filter", quantity: 1, price: 9.5 },
  ],
};

describe("mails in code", () => {
  it("are drawn by the same compiler and filled from the data, escaped", async () => {
    const filled = await fill("code:receipt", order);
    expect(filled).toMatchObject({ ok: true, subject: "Your order 7", missing: [] });
    expect(filled.ok && filled.html).toContain("2 × Guji &lt;b&gt;");
    expect(filled.ok && filled.html).toContain("€29.00");
    expect(filled.ok && filled.html).toContain(links.unsubscribeUrl);
    expect(filled.ok && filled.text).toContain("€38.50");
  });

  it("take their props from where the step says", async () => {
    const filled = await fill(
      "code:receipt",
      { ...order, order_id: null, number: "A-9" },
      { order_id: "event.number" },
    );
    expect(filled).toMatchObject({ ok: true, subject: "Your order A-9" });
  });

  it("are not sent when the data does not pass the schema, and say which prop", async () => {
    expect(await fill("code:receipt", { ...order, total: "a lot" })).toMatchObject({
      ok: false,
      error: expect.stringMatching(/^props: total \(event\.total\)/),
    });
    expect(await fill("code:receipt", { ...order, items: [] })).toMatchObject({ ok: false });
    expect(await fill("code:confirm_address", { confirm_url: "javascript:alert(1)" })).toMatchObject({ ok: false });
  });

  it("name a path for every prop that has no default", () => {
    for (const { template } of codeTemplates)
      for (const [name, schema] of Object.entries(template.props.shape))
        expect([name, schema.safeParse(undefined).success || template.paths[name] !== undefined]).toEqual([name, true]);
  });

  it("are found by their key alone", () => {
    for (const id of ["code:constructor", "code:", "receipt", "code:nope"]) expect(codeTemplateOf(id)).toBeUndefined();
  });
});
