-- Saved cases of a journey: who enters, what they do, what must come of it. Run before every publish.
CREATE TABLE "journey_tests" (
    "id" UUID NOT NULL,
    "workspace_id" INTEGER NOT NULL,
    "journey_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "journey_tests_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "journey_tests_workspace_id_idx" ON "journey_tests"("workspace_id");
CREATE UNIQUE INDEX "journey_tests_journey_id_name_key" ON "journey_tests"("journey_id", "name");
ALTER TABLE "journey_tests" ADD CONSTRAINT "journey_tests_journey_id_fkey" FOREIGN KEY ("journey_id") REFERENCES "journeys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

alter table journey_tests enable row level security;
create policy tenant on journey_tests to sojourn_app
  using (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int)
  with check (workspace_id = nullif(current_setting('sojourn.workspace_id', true), '')::int);
