import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeFacts } from "@/lib/testing/drive-journey";
import type { Brand } from "./brand";
import { compileEmail } from "./compile-email";
import { computeIncentive } from "./compute-incentive";
import { emailDocumentSchema } from "./document";
import { fillEmail } from "./fill-email";
import type { Incentive } from "./incentive";
import { templateContext } from "./template-context";

const ladder: Incentive = {
  offers: [
    { when: { tag: "third" }, percent: 15 },
    { when: { tag: "second" }, percent: 10 },
  ],
  value_path: "event.cart_value",
  large_cart: { over: 200, percent: 15, amount_max: 30 },
  currency: "EUR",
};

const offerFor = (cart_value: unknown, ...tags: string[]) =>
  computeIncentive(
    ladder,
    makeFacts({
      subscriber: { tags },
      trigger: { node: "start", at: 0, properties: JSON.parse(JSON.stringify({ cart_value })) },
    }),
    0,
  );

describe("computeIncentive", () => {
  it("offers nothing, then 10 %, then 15 %", () => {
    expect(offerFor(100)).toMatchObject({ kind: "none", amount: 0 });
    expect(offerFor(100, "second")).toMatchObject({ kind: "percent", percent: 10, amount: 10 });
    expect(offerFor(100, "second", "third")).toMatchObject({ kind: "percent", percent: 15, amount: 15 });
  });

  it("offers min(30, 15 %) over a cart of 200, to the cent", () => {
    expect(offerFor(200, "second")).toMatchObject({ kind: "percent", amount: 20 });
    expect(offerFor(200.01, "second")).toMatchObject({ kind: "amount", amount: 30 });
    expect(offerFor(5_000, "third")).toMatchObject({ kind: "amount", amount: 30 });
    const small = { ...ladder, large_cart: { over: 100, percent: 15, amount_max: 30 } };
    const of = (cart_value: number) =>
      computeIncentive(
        small,
        makeFacts({ subscriber: { tags: ["second"] }, trigger: { node: "s", at: 0, properties: { cart_value } } }),
        0,
      );
    expect(of(100.03).amount).toBe(15);
    expect(of(100.05).amount).toBe(15.01);
    expect(of(133.3).amount).toBe(20);
    expect(of(199.99).amount).toBe(30);
  });

  it("rounds half up by the decimals as they are written, not by what a double makes of them", () => {
    const cents = fc.integer({ min: 0, max: 99_999_999 });
    fc.assert(
      fc.property(cents, fc.integer({ min: 1, max: 10_000 }), (cart, percent) => {
        const incentive: Incentive = { offers: [{ percent: percent / 100 }], value_path: "event.v", currency: "EUR" };
        const facts = makeFacts({ trigger: { node: "s", at: 0, properties: { v: cart / 100 } } });
        const exact = (BigInt(cart) * BigInt(percent) * 2n + 10_000n) / 20_000n;
        expect(Math.round(computeIncentive(incentive, facts, 0).amount * 100)).toBe(Number(exact));
      }),
    );
  });

  it("takes carts that are text, and counts what is no amount as nothing", () => {
    expect(offerFor("250.50", "second")).toMatchObject({ kind: "amount", amount: 30 });
    for (const bad of [null, "many", -5, "1e9", [250], { a: 1 }])
      expect(offerFor(bad, "second")).toMatchObject({ kind: "percent", amount: 0 });
  });
});

const brand: Brand = { name: "N", logo_url: "", postal_address: "", theme: {} };
const links = { unsubscribeUrl: "https://app.example/u/t" };

async function fill(document: object, person: Parameters<typeof makeFacts>[0], code?: string) {
  const parsed = emailDocumentSchema.parse({
    v: 2,
    subject: "{{ incentive.label }}",
    blocks: [{ id: "h", type: "heading", text: "Code {{ incentive.code }}" }],
    ...document,
  });
  return fillEmail(await compileEmail(parsed, brand), templateContext(makeFacts(person), 0), {
    ...links,
    ...(code ? { code } : {}),
  });
}

describe("a mail with an offer", () => {
  const incentive = { ...ladder, pool_id: "0195d6f0-0000-7000-8000-000000000000" };
  const second = { subscriber: { tags: ["second"] } };

  it("says it in the person's own way of writing", async () => {
    expect(await fill({ incentive: ladder }, second)).toMatchObject({ ok: true, subject: "10%" });
    const german = {
      subscriber: { tags: ["second"], locale: "de-DE" },
      trigger: { node: "s", at: 0, properties: { cart_value: 999 } },
    };
    expect(await fill({ incentive: ladder }, german)).toMatchObject({ ok: true, subject: "30,00\u00a0€" });
  });

  it("is not half rendered when no code is left: skipped, or the author's plain version", async () => {
    expect(await fill({ incentive }, second, "ABC")).toMatchObject({ ok: true, subject: "10%" });
    expect(await fill({ incentive }, second)).toEqual({ ok: false, error: "no_code: no code was left" });
    const on_failure = { do: "fallback", subject: "Come back", body: "We miss you, {{ first_name }}" };
    const plain = await fill({ incentive, on_failure }, second);
    expect(plain).toMatchObject({ ok: true, subject: "Come back", fallback: "no_code: no code was left" });
    expect(plain.ok && plain.html).toContain("We miss you, Ada");
    expect(plain.ok && plain.html).toContain(links.unsubscribeUrl);
  });

  it("asks for no code of people without an offer", async () => {
    expect(await fill({ incentive }, {})).toMatchObject({ ok: true, subject: "" });
  });
});

describe("a mail that may not have holes", () => {
  const strict = { subject: "Hi {{ city }}", on_failure: { do: "skip", when_empty: true } };
  it("is skipped, with what was empty", async () => {
    expect(await fill(strict, {})).toEqual({ ok: false, error: "empty: city" });
  });
  it("goes out when everything is known or has a fallback word", async () => {
    const full = { ...strict, subject: 'Hi {{ city | default: "you" }}', blocks: [] };
    expect(await fill(full, {})).toMatchObject({ ok: true, subject: "Hi you" });
  });
});
