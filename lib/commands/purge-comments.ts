import { pool } from "@/lib/db/pool";

const DELETED = "c.deleted_at < now() - interval '1 hour'";

/** Comments that were deleted an hour ago go for good; a first comment with replies stays as a place without words. Real time. */
export async function purgeComments(): Promise<void> {
  await pool().query(`delete from journey_comments c where c.thread_id is not null and ${DELETED}`);
  await pool().query(
    `delete from journey_comments c where c.thread_id is null and ${DELETED}
       and not exists (select from journey_comments r where r.thread_id = c.id)`,
  );
  await pool().query(
    `update journey_comments c set text = '', mentions = '{}' where ${DELETED} and (c.text <> '' or c.mentions <> '{}')`,
  );
}
