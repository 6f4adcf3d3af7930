"use client";

import { Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useMay } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import { Line } from "@/components/ui/line";
import type { SubscriberResource } from "@/lib/api/schemas/subscriber";
import type { Json } from "@/lib/journey/json";
import { AttributeForm } from "./attribute-form";
import { showAttributeValue } from "./attribute-value";
import { useSavePerson } from "./use-save-person";
import { attributeAsBefore, writeAttribute } from "./write-attribute";

/** `editing` is the name under edit; "" is a new one. */
export function PersonAttributes({ person }: { person: SubscriberResource }) {
  const mayEdit = useMay("edit");
  const save = useSavePerson(person.external_id);
  const [editing, setEditing] = useState<string>();
  const entries = Object.entries(person.attributes).sort(([a], [b]) => a.localeCompare(b));
  /** `form`: the one that it was written in, which is done with; what is being written in another stays */
  const write = (name: string, value: Json, done: string, form?: string) => {
    const attributes = writeAttribute(person.attributes, name, value);
    const undo = { attributes: attributeAsBefore(person.attributes, attributes) };
    const onSuccess = () => setEditing((now) => (now === form ? undefined : now));
    save.mutate({ write: { attributes }, undo, done }, { onSuccess });
  };
  return (
    <Card
      title="Attributes"
      actions={
        mayEdit && editing === undefined ? (
          <Button variant="ghost" size="xs" onClick={() => setEditing("")}>
            <Plus aria-hidden="true" />
            Add
          </Button>
        ) : null
      }
    >
      {entries.length === 0 && editing === undefined ? <p className="text-muted-foreground">No attributes.</p> : null}
      <ul className="flex flex-col divide-y divide-border">
        {entries.map(([name, value]) =>
          editing === name ? (
            <li key={name} className="py-3">
              <AttributeForm
                name={name}
                value={value}
                busy={save.isPending}
                onCancel={() => setEditing(undefined)}
                onSave={(_, next) => write(name, next, `${name} saved`, name)}
              />
            </li>
          ) : (
            <Line key={name} className="group flex items-start gap-2 py-2 first:pt-0 last:pb-0">
              <div className="min-w-0 flex-1">
                <p className="break-words text-muted-foreground text-xs">{name}</p>
                <p className="line-clamp-4 break-words">{showAttributeValue(value)}</p>
              </div>
              {mayEdit ? (
                <div className="flex opacity-0 transition-opacity focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
                  <IconButton size="icon-xs" label={`Edit ${name}`} onClick={() => setEditing(name)}>
                    <Pencil aria-hidden="true" />
                  </IconButton>
                  <IconButton
                    size="icon-xs"
                    label={`Remove ${name}`}
                    onClick={() => write(name, null, `${name} removed`)}
                  >
                    <Trash2 aria-hidden="true" />
                  </IconButton>
                </div>
              ) : null}
            </Line>
          ),
        )}
        {editing === "" ? (
          <li className="py-3">
            <AttributeForm
              busy={save.isPending}
              onCancel={() => setEditing(undefined)}
              onSave={(name, value) => write(name, value, `${name} added`, "")}
            />
          </li>
        ) : null}
      </ul>
    </Card>
  );
}
