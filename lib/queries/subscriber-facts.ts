import type { SubscriberFacts } from "@/lib/journey/facts";
import { isJsonObject } from "./is-json-object";
import type { SubscriberRow } from "./present-subscriber";

/** A person as conditions, templates and simulations see them, from a row of Prisma's. */
export function subscriberFacts(row: Omit<SubscriberRow, "unsubscribedAt" | "updatedAt">): SubscriberFacts {
  return {
    id: String(row.id),
    external_id: row.externalId,
    email: row.email,
    phone: row.phone,
    first_name: row.firstName,
    last_name: row.lastName,
    timezone: row.timezone,
    locale: row.locale,
    lifecycle_stage: row.lifecycleStage,
    attributes: isJsonObject(row.attributes) ? row.attributes : {},
    tags: row.tags,
    created_at: row.createdAt.getTime(),
  };
}
