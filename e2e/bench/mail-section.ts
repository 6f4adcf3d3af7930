import { brandOf } from "@/lib/email/brand";
import { compileEmail } from "@/lib/email/compile-email";
import { fillEmail } from "@/lib/email/fill-email";
import { documentFromShortForm } from "@/lib/email/short-form";
import { templateContext } from "@/lib/email/template-context";
import type { Facts } from "@/lib/journey/facts";
import { alternate, ratioOf, type Variant } from "./measure";
import type { Section } from "./section";

const BRAND = brandOf({ name: "Bench", settings: {} });
const document = documentFromShortForm(
  "Hello {{ first_name }}",
  "Hello {{ first_name }},\n\nyour order {{ event.order }} is on its way to {{ address.city }}.\n\nSee https://shop.example/orders/{{ event.order }}",
);

function person(n: number): Facts {
  return {
    subscriber: {
      id: String(n),
      external_id: `u${n}`,
      email: `u${n}@example.com`,
      phone: null,
      first_name: `User${n}`,
      last_name: null,
      timezone: null,
      locale: null,
      lifecycle_stage: null,
      attributes: { address: { city: "Berlin" } },
      tags: [],
      created_at: 0,
    },
    trigger: { node: "start", event: "order", properties: { order: n }, at: 0 },
    run: {},
    entered_at: 0,
    journey: { id: "j", name: "Orders", version: 1 },
    default_timezone: "UTC",
    fetched: new Map(),
  };
}

async function repeat(seconds: number, work: (n: number) => unknown): ReturnType<Variant> {
  const from = performance.now();
  let operations = 0;
  while (performance.now() - from < seconds * 1_000) {
    await work(operations);
    operations += 1;
  }
  return { operations, seconds: (performance.now() - from) / 1_000 };
}

/** Goal 7: a mail compiled once and filled per person, against rendering it with react-email for each. */
export const mailSection: Section = async (context) => {
  const compiled = await compileEmail(document, BRAND);
  const links = { unsubscribeUrl: "https://example.com/u/x" };
  const figures = await alternate(
    {
      "react-email render per person": (s) => repeat(s, () => compileEmail(document, BRAND)),
      "compiled once, filled per person": (s) =>
        repeat(s, (n) => {
          const filled = fillEmail(compiled, templateContext(person(n), 0), links);
          if (!filled.ok) throw new Error(filled.error);
        }),
    },
    { ...context, warmUpSeconds: 0.3 },
  );
  const [render, fill] = figures;
  if (!render || !fill) return { figures, goals: [] };
  const ratio = ratioOf(fill, render);
  return { figures, goals: [{ name: "7 filling over rendering", value: ratio.median, goal: 50, spread: ratio }] };
};
