"use client";

import { Archive, Copy, MoreHorizontal, Trash2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { approvalStates } from "@/components/approvals/approval-words";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { DropdownMenu, type MenuEntry } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusBadge } from "@/components/ui/status-badge";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import { useFocusNext } from "@/components/ui/use-focus-next";
import type { JourneyResource } from "@/lib/api/schemas/journey";
import { ConsequenceDialog } from "./consequence-dialog";
import { DeleteDialog } from "./delete-dialog";
import { mayBeDeleted } from "./may-be-deleted";
import { useJourneyActions } from "./use-journey-actions";

const number = new Intl.NumberFormat("en");

/** Journeys with their numbers: a table where there is room, cards on a phone. */
export function JourneyCards({ journeys }: { journeys: readonly JourneyResource[] }) {
  return (
    <>
      <Card flush className="max-sm:hidden">
        <Table label="Journeys">
          <thead>
            <tr>
              <TableHead>Name</TableHead>
              <TableHead>Status</TableHead>
              <TableHead className="text-right">Entered</TableHead>
              <TableHead className="text-right">Inside now</TableHead>
              <TableHead className="text-right">Completed</TableHead>
              <TableHead>Last edited</TableHead>
              <TableHead>
                <span className="sr-only">Actions</span>
              </TableHead>
            </tr>
          </thead>
          <tbody>
            {journeys.map((journey) => (
              <Row key={journey.id} journey={journey} />
            ))}
          </tbody>
        </Table>
      </Card>
      <ul className="flex flex-col gap-3 sm:hidden">
        {journeys.map((journey) => (
          <li key={journey.id}>
            <PhoneCard journey={journey} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** "48 %" of everybody who entered; nothing before somebody did. */
function completedShare({ entered, completed }: JourneyResource["totals"]): string {
  return entered === 0 ? "–" : `${Math.round((completed / entered) * 100)} %`;
}

/** A request that waits for somebody, or that was answered with changes. Whether an approval still holds, the journey's page knows. */
function OpenApproval({ journey: { approval } }: { journey: JourneyResource }) {
  if (!approval || approval.state === "approved") return null;
  const { label, tone } = approvalStates[approval.state];
  return <Badge tone={tone}>{label}</Badge>;
}

function Row({ journey }: { journey: JourneyResource }) {
  const { slug, timezone } = useWorkspace();
  const row = useFocusNext<HTMLTableRowElement>();
  const { totals } = journey;
  return (
    <TableRow ref={row}>
      <TableCell>
        <Link href={`/w/${slug}/journeys/${journey.id}`} className="font-medium hover:text-primary-text">
          {journey.name}
        </Link>
        {journey.description ? (
          <span className="line-clamp-1 block max-w-sm text-muted-foreground text-xs">{journey.description}</span>
        ) : null}
      </TableCell>
      <TableCell>
        <span className="flex items-center gap-2">
          <StatusBadge status={journey.status} />
          {journey.dry_run_since ? <Badge tone="warning">Dry run</Badge> : null}
          <OpenApproval journey={journey} />
          {journey.version !== null && journey.unpublished_changes ? (
            <span className="text-muted-foreground text-xs">with changes</span>
          ) : null}
        </span>
      </TableCell>
      <TableCell className="text-right tabular-nums">{number.format(totals.entered)}</TableCell>
      <TableCell className="text-right tabular-nums">{number.format(totals.active)}</TableCell>
      <TableCell className="text-right tabular-nums">
        {number.format(totals.completed)}{" "}
        <span className="text-muted-foreground text-xs">{completedShare(totals)}</span>
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted-foreground">
        <RelativeTime at={journey.updated_at} timezone={timezone} />
      </TableCell>
      <TableCell className="text-right">
        <RowMenu journey={journey} />
      </TableCell>
    </TableRow>
  );
}

function PhoneCard({ journey }: { journey: JourneyResource }) {
  const { slug } = useWorkspace();
  const { totals } = journey;
  return (
    <Card>
      <div className="flex items-start justify-between gap-2">
        <Link href={`/w/${slug}/journeys/${journey.id}`} className="min-w-0 flex-1 font-medium">
          {journey.name}
        </Link>
        <RowMenu journey={journey} />
      </div>
      <div className="mt-1 flex flex-wrap items-center gap-3 text-muted-foreground text-xs">
        <StatusBadge status={journey.status} />
        {journey.dry_run_since ? <Badge tone="warning">Dry run</Badge> : null}
        <OpenApproval journey={journey} />
        <span>{number.format(totals.entered)} entered</span>
        <span>{number.format(totals.active)} inside</span>
        <span>{completedShare(totals)} completed</span>
      </div>
    </Card>
  );
}

function RowMenu({ journey }: { journey: JourneyResource }) {
  const { slug } = useWorkspace();
  const router = useRouter();
  const mayEdit = useMay("edit");
  const mayPublish = useMay("publish");
  const actions = useJourneyActions();
  const [asking, setAsking] = useState<"archive" | "delete">();
  const entries: MenuEntry[] = [
    ...(mayEdit
      ? [
          {
            label: "Duplicate",
            icon: <Copy />,
            onSelect: () =>
              actions.mutate(
                { id: journey.id, action: "duplicate" },
                { onSuccess: (copy) => router.push(`/w/${slug}/journeys/${copy.id}`) },
              ),
          },
        ]
      : []),
    ...(mayPublish && journey.status !== "archived"
      ? [{ label: "Archive…", icon: <Archive />, danger: true, onSelect: () => setAsking("archive") }]
      : []),
    ...(mayEdit && mayBeDeleted(journey)
      ? [{ label: "Delete…", icon: <Trash2 />, danger: true, onSelect: () => setAsking("delete") }]
      : []),
  ];
  if (entries.length === 0) return null;
  return (
    <>
      <DropdownMenu
        align="end"
        items={entries}
        trigger={
          <IconButton label={`More for ${journey.name}`}>
            <MoreHorizontal />
          </IconButton>
        }
      />
      {asking === "archive" ? (
        <ConsequenceDialog action="archive" journey={journey} onClose={() => setAsking(undefined)} />
      ) : null}
      {asking === "delete" ? <DeleteDialog journey={journey} onClose={() => setAsking(undefined)} /> : null}
    </>
  );
}
