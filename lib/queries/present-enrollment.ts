import { type EnrollmentResource, enrollmentStateSchema } from "@/lib/api/schemas/enrollment";
import { Prisma } from "@/lib/db/generated/prisma/client";
import { iso } from "./iso";

export type EnrollmentRow = {
  id: string;
  journey_id: string;
  version: number;
  external_id: string;
  state: string;
  entered_at: Date;
  ended_at: Date | null;
  end_reason: string | null;
};

/** Over `enrollments e` with ENROLLMENT_JOINS. */
export const ENROLLMENT_COLUMNS = Prisma.sql`
  e.id::text, e.journey_id, coalesce(v.number, 0) as version, coalesce(s.external_id, '') as external_id, e.state, e.entered_at,
  e.ended_at, e.end_reason`;

export const ENROLLMENT_JOINS = Prisma.sql`
  left join journey_versions v on v.id = e.version_id
  left join subscribers s on s.id = e.subscriber_id`;

/** A run as the API shows it. */
export function presentEnrollment(row: EnrollmentRow): EnrollmentResource {
  return {
    id: row.id,
    journey_id: row.journey_id,
    version: row.version,
    external_id: row.external_id,
    state: enrollmentStateSchema.parse(row.state),
    entered_at: iso(row.entered_at),
    ended_at: iso(row.ended_at),
    end_reason: row.end_reason,
  };
}
