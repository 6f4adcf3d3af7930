import type { SubscriberResource } from "@/lib/api/schemas/subscriber";
import { isJsonObject } from "./is-json-object";

export type SubscriberRow = {
  id: bigint | string;
  externalId: string;
  email: string | null;
  phone: string | null;
  firstName: string | null;
  lastName: string | null;
  timezone: string | null;
  locale: string | null;
  lifecycleStage: string | null;
  attributes: unknown;
  tags: string[];
  unsubscribedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
};

/** A person as the API shows them. */
export function presentSubscriber(row: SubscriberRow): SubscriberResource {
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
    unsubscribed_at: row.unsubscribedAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
