import { BEGIN_INGESTION } from "@/lib/db/ingest.sql";
import { runTransaction } from "@/lib/db/run-transaction";
import type { JsonObject } from "@/lib/journey/json";
import type { WritableField } from "@/lib/journey/read-path";
import { hintSegments, hintWalk } from "@/lib/queue/hint";
import { atPresent, readIngestWorkspace } from "./ingest-workspace";
import { mergeTraits, replaceTags } from "./merge-traits";
import { recordSubscriberChanges } from "./record-subscriber-changes";
import type { SubscriberRow } from "./subscriber-row";
import { type Edit, writePeople } from "./write-people";

/** Absent keeps, null clears. `attributes` are merged by name (null removes one); `tags` replace all tags, then some come and go. */
export type SubscriberPatch = Partial<Record<WritableField, string | null>> & {
  attributes?: JsonObject;
  tags?: string[];
  add_tags?: string[];
  remove_tags?: string[];
};

/**
 * Creates or changes a person as of the workspace's now, with everything that follows from the change (waits, goals, attribute
 * triggers, segments), in one transaction. The way of every write of a person that does not come as an event.
 */
export async function upsertSubscriber(
  workspaceId: number,
  externalId: string,
  { attributes, tags, add_tags, remove_tags, ...fields }: SubscriberPatch,
): Promise<{ created: boolean; subscriber: SubscriberRow }> {
  const done = await runTransaction(async (client) => {
    const workspace = await readIngestWorkspace(client, workspaceId);
    const edit: Edit = (row) => {
      const traits = Object.fromEntries(
        Object.entries({ ...attributes, ...fields }).filter(([, v]) => v !== undefined),
      );
      const merged = mergeTraits(row, traits, workspace.now);
      const wanted = wantedTags(merged.row.tags, { tags, add_tags, remove_tags });
      const tagged = wanted ? replaceTags(merged.row, wanted, workspace.now) : { row: merged.row, changed: false };
      return { row: tagged.row, changed: merged.changed || tagged.changed };
    };
    const people = await writePeople(client, workspace, [{ externalId, edits: [edit] }]);
    const person = people.get(externalId);
    const [before, after] = person?.states ?? [];
    if (!person || !before || !after) throw new Error("the person was written and is missing from the answer");
    const consequences = person.changed
      ? await recordSubscriberChanges(
          client,
          workspaceId,
          [{ before: person.created ? undefined : before, after }],
          atPresent(workspace).now,
        )
      : undefined;
    return { created: person.created, subscriber: after, consequences };
  }, BEGIN_INGESTION);
  if (done.consequences?.shards.size) hintWalk(done.consequences.shards);
  if (done.consequences?.segments) hintSegments();
  return { created: done.created, subscriber: done.subscriber };
}

/** The tags after a write; undefined when it says nothing of them. */
function wantedTags(
  before: readonly string[],
  { tags, add_tags, remove_tags }: Pick<SubscriberPatch, "tags" | "add_tags" | "remove_tags">,
): string[] | undefined {
  if (!tags && !add_tags && !remove_tags) return undefined;
  const gone = new Set(remove_tags);
  return [...(tags ?? before), ...(add_tags ?? [])].filter((tag) => !gone.has(tag));
}
