"use client";

import Link from "next/link";
import { useClock } from "@/components/data/use-clock";
import { useWorkspace } from "@/components/data/workspace-context";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import type { SubscriberResource } from "@/lib/api/schemas/subscriber";
import { personName } from "./person-name";

const TAGS_SHOWN = 3;

/** People as a table; as cards on a phone. */
export function PeopleTable({ people }: { people: readonly SubscriberResource[] }) {
  const now = useClock();
  return (
    <>
      <div className="max-md:hidden">
        <Table label="People">
          <thead>
            <tr>
              <TableHead>Person</TableHead>
              <TableHead>Email</TableHead>
              <TableHead>Tags</TableHead>
              <TableHead>Stage</TableHead>
              <TableHead>Last change</TableHead>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <TableRow key={person.id}>
                <TableCell>
                  <PersonLink person={person} />
                </TableCell>
                <TableCell className="max-w-64 truncate text-muted-foreground">{person.email ?? "–"}</TableCell>
                <TableCell>
                  <Tags tags={person.tags} />
                </TableCell>
                <TableCell>
                  <Stage person={person} />
                </TableCell>
                <TableCell className="whitespace-nowrap text-muted-foreground">
                  <RelativeTime at={person.updated_at} now={now} />
                </TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      </div>
      <ul className="md:hidden">
        {people.map((person) => (
          <li key={person.id} className="flex flex-col gap-2 border-border border-b px-4 py-3 last:border-b-0">
            <div className="flex items-center justify-between gap-2">
              <PersonLink person={person} detail={person.email ?? undefined} />
              <Stage person={person} />
            </div>
            <Tags tags={person.tags} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Face, name and id, leading to the person's page. */
export function PersonLink({ person, detail }: { person: SubscriberResource; detail?: string | undefined }) {
  const { slug } = useWorkspace();
  const name = personName(person);
  return (
    <Link
      href={`/w/${slug}/people/${encodeURIComponent(person.external_id)}`}
      className="group flex min-w-0 items-center gap-3 rounded-md"
    >
      <Avatar name={name} />
      <span className="flex min-w-0 flex-col leading-tight">
        <span className="truncate font-medium group-hover:underline">{name}</span>
        <span className="truncate text-muted-foreground text-xs">{detail ?? person.external_id}</span>
      </span>
    </Link>
  );
}

function Tags({ tags }: { tags: readonly string[] }) {
  if (tags.length === 0) return null;
  return (
    <span className="flex flex-wrap gap-1">
      {tags.slice(0, TAGS_SHOWN).map((tag) => (
        <Badge key={tag}>
          <span className="truncate">{tag}</span>
        </Badge>
      ))}
      {tags.length > TAGS_SHOWN ? <Badge tone="outline">+{tags.length - TAGS_SHOWN}</Badge> : null}
    </span>
  );
}

function Stage({ person }: { person: SubscriberResource }) {
  if (person.unsubscribed_at) return <Badge tone="warning">Unsubscribed</Badge>;
  if (!person.lifecycle_stage) return null;
  return (
    <Badge tone="outline" className="capitalize">
      {person.lifecycle_stage}
    </Badge>
  );
}
