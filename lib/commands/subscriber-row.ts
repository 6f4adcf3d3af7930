import type { Instant, SubscriberFacts } from "@/lib/journey/facts";

/** A person as stored, with the time each field was last written (epoch ms of the event that wrote it). */
export type SubscriberRow = SubscriberFacts & { written_at: Record<string, Instant> };

/** Somebody of whom nothing is known yet. `id` is "" until the database gives one. */
export function unknownSubscriber(externalId: string, now: Instant): SubscriberRow {
  return {
    id: "",
    external_id: externalId,
    email: null,
    phone: null,
    first_name: null,
    last_name: null,
    timezone: null,
    locale: null,
    lifecycle_stage: null,
    attributes: {},
    tags: [],
    created_at: now,
    written_at: {},
  };
}
