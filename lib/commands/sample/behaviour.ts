import type { Instant } from "@/lib/journey/facts";
import type { IngestItem } from "@/lib/journey/ingest-item";
import type { Chance } from "./chance";
import type { SamplePerson } from "./people";
import { products } from "./products";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Local hour of a person, without daylight saving: good enough for when somebody is awake. */
const offsetHours: Record<string, number> = {
  "Europe/Berlin": 1,
  "Europe/Paris": 1,
  "Europe/London": 0,
  "America/New_York": -5,
  "America/Los_Angeles": -8,
  "Asia/Tokyo": 9,
};

function awake(person: SamplePerson, at: Instant): boolean {
  const hour = (((Math.floor(at / HOUR_MS) % 24) + (offsetHours[person.timezone] ?? 0) + 24) % 24) as number;
  return hour >= 7 && hour <= 22;
}

/** The shop's side of one person: identify on joining, then visits that sometimes end in a cart and sometimes in an order. */
export type Shopper = {
  person: SamplePerson;
  joined: boolean;
  orders: number;
  spent: number;
  abandoned?: { at: Instant; name: string; value: number };
};

export function shopper(person: SamplePerson): Shopper {
  return { person, joined: false, orders: 0, spent: 0 };
}

function identify({ person, orders, spent }: Shopper, at: Instant): IngestItem {
  return {
    kind: "identify",
    externalId: person.externalId,
    traits: {
      email: person.email,
      first_name: person.firstName,
      last_name: person.lastName,
      timezone: person.timezone,
      locale: person.locale,
      lifecycle_stage: orders > 0 ? "customer" : "lead",
      country: person.country,
      city: person.city,
      plan: person.plan,
      source: person.source,
      orders,
      lifetime_value: Math.round(spent * 100) / 100,
    },
    occurredAt: at,
  };
}

function track(who: Shopper, event: string, properties: { [key: string]: string | number }, at: Instant): IngestItem {
  return { kind: "track", externalId: who.person.externalId, event, properties, occurredAt: at };
}

function buy(who: Shopper, name: string, value: number, at: Instant): IngestItem[] {
  who.orders += 1;
  who.spent += value;
  delete who.abandoned;
  const order = `NB-${10_000 + (Math.floor(at / 60_000) % 80_000)}`;
  return [
    track(who, "purchase_completed", { order_id: order, product_name: name, total: value, currency: "EUR" }, at),
    identify(who, at),
  ];
}

function visit(who: Shopper, luck: Chance, at: Instant): IngestItem[] {
  const product = luck.pick(products);
  const items = [
    track(
      who,
      "product_viewed",
      { sku: product.sku, product_name: product.name, category: product.category, price: product.price },
      at,
    ),
  ];
  if (!luck.happens(0.35)) return items;
  const quantity = luck.between(1, 2);
  const value = Math.round(product.price * quantity * 100) / 100;
  items.push(
    track(who, "cart_updated", { product_name: product.name, cart_value: value, items: quantity }, at + 120_000),
  );
  if (luck.happens(0.4)) return [...items, ...buy(who, product.name, value, at + 480_000)];
  who.abandoned = { at, name: product.name, value };
  return [
    ...items,
    track(who, "cart_abandoned", { product_name: product.name, cart_value: value, items: quantity }, at + 900_000),
  ];
}

/**
 * What one person does within the hour that begins at `at`; `startedAt` is the beginning of the history. Changes the shopper.
 * Times lie inside the hour.
 */
export function hourOf(who: Shopper, luck: Chance, at: Instant, startedAt: Instant): IngestItem[] {
  const { person } = who;
  const minute = () => at + luck.between(0, 40) * 60_000;
  if (!who.joined) {
    const joins = startedAt + Math.max(person.joinsOnDay, 0) * DAY_MS;
    if (at < joins || !(person.joinsOnDay < 0 || (awake(person, at) && luck.happens(0.2)))) return [];
    who.joined = true;
    if (person.joinsOnDay < 0) {
      who.orders = luck.between(0, 5);
      who.spent = who.orders * luck.between(14, 60);
      return [identify(who, at)];
    }
    const moment = minute();
    return [identify(who, moment), track(who, "user_registered", { source: person.source, plan: person.plan }, moment)];
  }
  if (!awake(person, at)) return [];
  if (who.abandoned && luck.happens(0.012)) return buy(who, who.abandoned.name, who.abandoned.value, minute());
  return luck.happens(person.visits / 16) ? visit(who, luck, minute()) : [];
}
