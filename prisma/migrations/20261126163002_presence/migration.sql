-- Who has a journey open just now, one row for each open page. Forgotten half a minute after the page was last heard of, so losing
-- the table loses nothing: it is not logged.
CREATE UNLOGGED TABLE "journey_presence" (
    "journey_id" UUID NOT NULL,
    "client" UUID NOT NULL,
    "workspace_id" INTEGER NOT NULL,
    "user_id" TEXT NOT NULL,
    "node" TEXT,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "journey_presence_pkey" PRIMARY KEY ("journey_id", "client")
);
ALTER TABLE "journey_presence" ADD CONSTRAINT "journey_presence_journey_id_fkey" FOREIGN KEY ("journey_id") REFERENCES "journeys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

alter table journey_presence enable row level security;
create policy tenant on journey_presence to sojourn_app
  using (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int)
  with check (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int);
