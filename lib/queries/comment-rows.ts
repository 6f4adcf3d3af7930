import { Prisma } from "@/lib/db/generated/prisma/client";

/** A comment as it is stored. */
export type CommentRow = {
  id: string;
  thread_id: string | null;
  journey_id: string;
  node_id: string | null;
  step_name: string | null;
  author: string;
  text: string;
  mentions: string[];
  created_at: Date;
  edited_at: Date | null;
  deleted_at: Date | null;
  resolved_at: Date | null;
  resolved_by: string | null;
};

/** Over `journey_comments c`. */
export const COMMENT_COLUMNS = Prisma.sql`
  c.id, c.thread_id, c.journey_id, c.node_id, c.step_name, c.author, c.text, c.mentions, c.created_at, c.edited_at, c.deleted_at,
  c.resolved_at, c.resolved_by`;

/** Of a thread's first comment `c`: something of it is still to be seen. */
export const IS_SHOWN = Prisma.sql`
  (c.deleted_at is null or exists (select from journey_comments r where r.thread_id = c.id and r.deleted_at is null))`;
