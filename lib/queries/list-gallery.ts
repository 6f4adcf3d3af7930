import type { GalleryResource } from "@/lib/api/schemas/gallery";
import { withWorkspace } from "@/lib/db/with-workspace";
import { gallery } from "@/lib/gallery/registry";

type KnownEvent = { name: string; last_seen_at: Date };

/** The journeys of the gallery, and of what each needs whether it is there in this workspace. */
export async function listGallery(workspaceId: number): Promise<GalleryResource[]> {
  const attributes = gallery.flatMap(({ needs }) =>
    needs.flatMap(({ kind, name }) => (kind === "attribute" ? [name] : [])),
  );
  const { events, known } = await withWorkspace(workspaceId, async (tx) => ({
    events: await tx.$queryRaw<KnownEvent[]>`
      select name, last_seen_at from event_kinds where workspace_id = ${workspaceId}`,
    known: await tx.$queryRaw<{ name: string }[]>`
      select name from unnest(${[...new Set(attributes)]}::text[]) name
      where exists (select from subscribers where workspace_id = ${workspaceId} and attributes ? name)`,
  }));
  const seenAt = new Map(events.map(({ name, last_seen_at }) => [name, last_seen_at]));
  const had = new Set(known.map(({ name }) => name));
  return gallery.map((entry) => ({
    key: entry.key,
    name: entry.name,
    category: entry.category,
    purpose: entry.purpose,
    description: entry.description,
    needs: entry.needs.map(({ kind, name, why, example }) => ({
      kind,
      name,
      why,
      example: example ?? null,
      arrives: kind === "event" ? seenAt.has(name) : had.has(name),
      last_seen_at: kind === "event" ? (seenAt.get(name)?.toISOString() ?? null) : null,
    })),
    graph: entry.graph,
    mails: Object.entries(entry.templates).map(([key, { name, document }]) => ({
      key,
      name,
      subject: document.subject,
    })),
    tests: entry.tests.map(({ name }) => name),
  }));
}
