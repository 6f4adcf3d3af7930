-- What members say to each other about a journey: a thread is a first comment and its replies. Times are real, not the sandbox's.
CREATE TABLE "journey_comments" (
    "id" UUID NOT NULL,
    "workspace_id" INTEGER NOT NULL,
    "journey_id" UUID NOT NULL,
    "thread_id" UUID,
    "node_id" TEXT,
    "step_name" TEXT,
    "author" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "mentions" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by" TEXT,
    "deleted_at" TIMESTAMPTZ(3),
    "change" BIGSERIAL NOT NULL,

    CONSTRAINT "journey_comments_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "journey_comments_journey_id_created_at_idx" ON "journey_comments"("journey_id", "created_at");
CREATE INDEX "journey_comments_thread_id_idx" ON "journey_comments"("thread_id");
ALTER TABLE "journey_comments" ADD CONSTRAINT "journey_comments_journey_id_fkey" FOREIGN KEY ("journey_id") REFERENCES "journeys"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "journey_comments" ADD CONSTRAINT "journey_comments_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "journey_comments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Where a thread stands and whether it is resolved is said by its first comment.
alter table journey_comments add constraint journey_comments_one_level
  check (thread_id is null or (node_id is null and step_name is null and resolved_at is null and resolved_by is null));
-- What is open in a workspace, for its overview; and what was deleted and can still be taken back.
create index journey_comments_open on journey_comments (workspace_id) where thread_id is null and resolved_at is null;
create index journey_comments_deleted on journey_comments (deleted_at) where deleted_at is not null;

-- Up to which comment of a thread a member has read.
CREATE TABLE "comment_reads" (
    "thread_id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "workspace_id" INTEGER NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "comment_reads_pkey" PRIMARY KEY ("thread_id", "user_id")
);
ALTER TABLE "comment_reads" ADD CONSTRAINT "comment_reads_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "journey_comments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Every change of a comment has a number of its own, whatever makes it: open pages see by their sum that something has changed.
create function number_comment_change() returns trigger language plpgsql as $$
begin
  new.change := nextval('journey_comments_change_seq');
  return new;
end $$;
create trigger number_change before update on journey_comments for each row execute function number_comment_change();

do $$
declare t text;
begin
  foreach t in array array['journey_comments', 'comment_reads'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy tenant on %I to sojourn_app
      using (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int)
      with check (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int)$p$, t);
  end loop;
end $$;
