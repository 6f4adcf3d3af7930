import type * as z from "zod";
import { decodeCursor, toPage } from "@/lib/api/cursor";
import type { List } from "@/lib/api/schemas/common";
import type { EnrollmentResource, enrollmentListQuerySchema } from "@/lib/api/schemas/enrollment";
import { Prisma } from "@/lib/db/generated/prisma/client";
import { withWorkspace } from "@/lib/db/with-workspace";
import { ENROLLMENT_COLUMNS, ENROLLMENT_JOINS, type EnrollmentRow, presentEnrollment } from "./present-enrollment";

/** Runs of a journey, newest first. "not_found": no such journey of ours; "bad_cursor": none of our cursors. */
export async function listEnrollments(
  workspaceId: number,
  journeyId: string,
  { limit, cursor, state, external_id }: z.output<typeof enrollmentListQuerySchema>,
): Promise<List<EnrollmentResource> | "not_found" | "bad_cursor"> {
  const after = cursor === undefined ? [] : decodeCursor(cursor, 1);
  if (!after || (after[0] !== undefined && !/^\d{1,18}$/.test(after[0]))) return "bad_cursor";
  return withWorkspace(workspaceId, async (tx) => {
    if ((await tx.journey.count({ where: { id: journeyId, workspaceId } })) === 0) return "not_found";
    const rows = await tx.$queryRaw<EnrollmentRow[]>`
      select ${ENROLLMENT_COLUMNS} from enrollments e ${ENROLLMENT_JOINS}
      where e.journey_id = ${journeyId}::uuid
        ${after[0] === undefined ? Prisma.empty : Prisma.sql`and e.id < ${BigInt(after[0])}`}
        ${state ? Prisma.sql`and e.state = ${state}` : Prisma.empty}
        ${external_id ? Prisma.sql`and s.external_id = ${external_id}` : Prisma.empty}
      order by e.id desc limit ${limit + 1}`;
    return toPage(rows, limit, ({ id }) => [id], presentEnrollment);
  });
}
