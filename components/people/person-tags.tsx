"use client";

import { X } from "lucide-react";
import { useResource } from "@/components/data/use-resource";
import { useMay } from "@/components/data/workspace-context";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Combobox } from "@/components/ui/combobox";
import { Line } from "@/components/ui/line";
import type { TagResource } from "@/lib/api/schemas/activity";
import type { List } from "@/lib/api/schemas/common";
import type { SubscriberResource } from "@/lib/api/schemas/subscriber";
import { useSavePerson } from "./use-save-person";

export function PersonTags({ person }: { person: SubscriberResource }) {
  const mayEdit = useMay("edit");
  const save = useSavePerson(person.external_id);
  // One tag, not all of them: a journey may have set another since this page was read.
  const add = (tag: string) =>
    save.mutate({ write: { add_tags: [tag] }, undo: { remove_tags: [tag] }, done: `Tag “${tag}” added` });
  const remove = (tag: string) =>
    save.mutate({ write: { remove_tags: [tag] }, undo: { add_tags: [tag] }, done: `Tag “${tag}” removed` });
  return (
    <Card title="Tags">
      <div className="flex flex-col gap-3">
        {person.tags.length > 0 ? (
          <ul className="flex flex-wrap gap-1.5">
            {person.tags.map((tag) => (
              <Line key={tag} className="max-w-full">
                <Badge tone="primary">
                  <span className="truncate">{tag}</span>
                  {mayEdit ? (
                    <button
                      type="button"
                      aria-label={`Remove tag ${tag}`}
                      className="-mr-1 inline-flex size-4 items-center justify-center rounded-full hover:bg-primary/20"
                      onClick={() => remove(tag)}
                    >
                      <X aria-hidden="true" />
                    </button>
                  ) : null}
                </Badge>
              </Line>
            ))}
          </ul>
        ) : (
          <p className="text-muted-foreground">No tags.</p>
        )}
        {mayEdit ? <AddTag has={person.tags} onAdd={add} /> : null}
      </div>
    </Card>
  );
}

function AddTag({ has, onAdd }: { has: readonly string[]; onAdd: (tag: string) => void }) {
  const tags = useResource<List<TagResource>>("tags", "/tags", { staleMs: 60_000 });
  const options = (tags.data?.data ?? [])
    .filter(({ tag }) => !has.includes(tag))
    .map(({ tag }) => ({ value: tag, label: tag }));
  return (
    <Combobox
      aria-label="Add a tag"
      value={undefined}
      placeholder="Add a tag"
      searchPlaceholder="Find or make a tag"
      emptyText="Type a new tag."
      options={options}
      allowCustom
      onValueChange={onAdd}
      className="h-8 w-40"
    />
  );
}
