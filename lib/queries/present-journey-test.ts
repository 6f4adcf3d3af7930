import type { JourneyTestResource } from "@/lib/api/schemas/journey-test";
import type { JourneyTest } from "@/lib/db/generated/prisma/client";
import { journeyTestCaseSchema } from "@/lib/journey/journey-test";

/** A saved test as the API shows it. */
export function presentJourneyTest(row: JourneyTest): JourneyTestResource {
  return {
    id: row.id,
    name: row.name,
    ...journeyTestCaseSchema.parse(row.definition),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
