"use client";

import { Pencil } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useClock } from "@/components/data/use-clock";
import { useMay } from "@/components/data/workspace-context";
import { Card } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SubscriberResource } from "@/lib/api/schemas/subscriber";

const EditPersonDialog = dynamic(() => import("./edit-person-dialog").then((m) => m.EditPersonDialog), { ssr: false });

export function PersonDetails({ person }: { person: SubscriberResource }) {
  const mayEdit = useMay("edit");
  const [editing, setEditing] = useState(false);
  const now = useClock();
  const rows: [string, string | null][] = [
    ["Email", person.email],
    ["Phone", person.phone],
    ["Time zone", person.timezone],
    ["Language", person.locale],
    ["Stage", person.lifecycle_stage],
  ];
  return (
    <Card
      title="Details"
      actions={
        mayEdit ? (
          <IconButton label="Edit details" onClick={() => setEditing(true)}>
            <Pencil aria-hidden="true" />
          </IconButton>
        ) : null
      }
    >
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 gap-y-2">
        {rows.map(([name, value]) => (
          <Row key={name} name={name}>
            {value ?? <span className="text-muted-foreground">–</span>}
          </Row>
        ))}
        <Row name="First seen">
          <RelativeTime at={person.created_at} now={now} />
        </Row>
        {person.unsubscribed_at ? (
          <Row name="Opted out">
            <RelativeTime at={person.unsubscribed_at} now={now} />
          </Row>
        ) : null}
      </dl>
      {editing ? <EditPersonDialog person={person} onClose={() => setEditing(false)} /> : null}
    </Card>
  );
}

function Row({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
