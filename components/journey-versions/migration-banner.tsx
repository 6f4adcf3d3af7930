"use client";

import { useResource } from "@/components/data/use-resource";
import type { JourneyResource } from "@/lib/api/schemas/journey";
import type { VersionMigration } from "@/lib/api/schemas/journey-versions";

/** While people are being moved to a newer version: how far it is. Nothing otherwise. */
export function MigrationBanner({ journey }: { journey: JourneyResource }) {
  const answer = useResource<{ migration: VersionMigration | null }>("migration", `/journeys/${journey.id}/migration`, {
    // Asked again after every publish: the key carries the version.
    query: { after: journey.version ?? 0 },
    enabled: journey.version !== null,
    refetchMs: (data) => (data?.migration?.state === "running" ? 1_500 : false),
  });
  const migration = answer.data?.migration;
  if (migration?.state !== "running") return null;
  const done = migration.moved + migration.left;
  return (
    <div
      role="status"
      className="flex items-center gap-3 border-border border-b bg-info-soft px-4 py-2 text-info-text text-sm"
    >
      <span>
        {journey.status === "paused"
          ? `People will be moved to version ${migration.version} when the journey is resumed.`
          : `Moving people to version ${migration.version}: ${done.toLocaleString("en")} of ${migration.total.toLocaleString("en")}`}
      </span>
      <progress className="h-1.5 w-40 accent-primary" value={done} max={Math.max(migration.total, done, 1)}>
        {done} of {migration.total}
      </progress>
    </div>
  );
}
