import type { SubscriberResource } from "@/lib/api/schemas/subscriber";
import { subscriberFacts } from "./subscriber-facts";

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
  const { created_at: _, ...person } = subscriberFacts(row);
  return {
    ...person,
    unsubscribed_at: row.unsubscribedAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
