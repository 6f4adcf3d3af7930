"use client";

import {
  Archive,
  Copy,
  Download,
  Flag,
  MoreHorizontal,
  Pause,
  Play,
  Rocket,
  Sparkles,
  TestTubeDiagonal,
  Trash2,
  UserPlus,
} from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useSaveDraft } from "@/components/canvas/save/save-draft-context";
import { problemText } from "@/components/data/problem-text";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { useDrafting } from "@/components/drafting/drafting-context";
import { useOffersDrafting } from "@/components/drafting/use-offers-drafting";
import { Button } from "@/components/ui/button";
import { DropdownMenu, type MenuEntry } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { late } from "@/components/ui/late";
import { toast } from "@/components/ui/toast";
import type { JourneyResource } from "@/lib/api/schemas/journey";
import { downloadJourney } from "./download-journey";
import { mayBeDeleted } from "./may-be-deleted";
import { useJourneyActions } from "./use-journey-actions";

const AddPeopleSheet = late(() => import("./add-people/add-people-sheet").then((m) => m.AddPeopleSheet));
const ConsequenceDialog = late(() => import("./consequence-dialog").then((m) => m.ConsequenceDialog));
const DeleteDialog = late(() => import("./delete-dialog").then((m) => m.DeleteDialog));
const DryRunDialog = late(() => import("./dry-run-dialog").then((m) => m.DryRunDialog));
const PublishSheet = late(() => import("./publish-sheet").then((m) => m.PublishSheet));
const ResumeDialog = late(() => import("./resume-dialog").then((m) => m.ResumeDialog));

/** Publish, pause, resume, duplicate, archive, download: each says what it means for the people inside. */
export function JourneyActions({ journey }: { journey: JourneyResource }) {
  const mayPublish = useMay("publish");
  const mayEdit = useMay("edit");
  const { slug } = useWorkspace();
  const router = useRouter();
  const saveDraft = useSaveDraft();
  const actions = useJourneyActions();
  const drafting = useDrafting();
  const offersDrafting = useOffersDrafting() && journey.status !== "archived";
  const [asking, setAsking] = useState<
    "publish" | "pause" | "resume" | "finish" | "archive" | "delete" | "dry-run" | "add-people"
  >();

  const duplicate = async () => {
    if ((await saveDraft()) === undefined) return;
    actions.mutate(
      { id: journey.id, action: "duplicate" },
      { onSuccess: (copy) => router.push(`/w/${slug}/journeys/${copy.id}`) },
    );
  };
  const download = async (format: "yaml" | "json") => {
    if ((await saveDraft()) === undefined) return;
    await downloadJourney(slug, journey, format).catch((error: Error) => toast.error(problemText(error)));
  };
  const entries: MenuEntry[] = [
    ...(mayPublish && journey.status === "active"
      ? [{ label: "Add people…", icon: <UserPlus />, onSelect: () => setAsking("add-people") }]
      : []),
    ...(offersDrafting ? [{ label: "Describe it…", icon: <Sparkles />, onSelect: drafting.open }] : []),
    ...(mayEdit ? [{ label: "Duplicate", icon: <Copy />, onSelect: () => void duplicate() }] : []),
    { label: "Download as YAML", icon: <Download />, onSelect: () => void download("yaml") },
    { label: "Download as JSON", icon: <Download />, onSelect: () => void download("json") },
    ...(mayPublish && (journey.status === "active" || journey.status === "paused")
      ? [
          {
            label: journey.dry_run_since ? "End the dry run…" : "Dry run…",
            icon: <TestTubeDiagonal />,
            onSelect: () => setAsking("dry-run"),
          },
        ]
      : []),
    ...(mayPublish && journey.status !== "archived"
      ? [
          { kind: "separator" } as const,
          ...(journey.status === "active"
            ? [{ label: "Finish…", icon: <Flag />, onSelect: () => setAsking("finish") }]
            : []),
          { label: "Archive…", icon: <Archive />, danger: true, onSelect: () => setAsking("archive") },
        ]
      : []),
    ...(mayEdit && mayBeDeleted(journey)
      ? [{ label: "Delete…", icon: <Trash2 />, danger: true, onSelect: () => setAsking("delete") }]
      : []),
  ];
  return (
    <>
      {mayPublish && (journey.status === "active" || journey.status === "paused") ? (
        // One button for both: who has pressed it by key still has the focus on it, to take it back.
        <Button
          variant="outline"
          size="sm"
          className="max-sm:px-2"
          onClick={() => setAsking(journey.status === "active" ? "pause" : "resume")}
        >
          {journey.status === "active" ? <Pause /> : <Play />}
          <span className="max-sm:sr-only">{journey.status === "active" ? "Pause" : "Resume"}</span>
        </Button>
      ) : null}
      {mayPublish && journey.status !== "archived" ? (
        <Button
          size="sm"
          variant={journey.version !== null && !journey.unpublished_changes ? "outline" : "primary"}
          onClick={() => setAsking("publish")}
        >
          <Rocket className="max-sm:hidden" /> Publish
        </Button>
      ) : null}
      <DropdownMenu
        align="end"
        items={entries}
        trigger={
          <IconButton label="More for this journey">
            <MoreHorizontal />
          </IconButton>
        }
      />
      {asking === "publish" ? <PublishSheet journey={journey} onClose={() => setAsking(undefined)} /> : null}
      {asking === "add-people" ? <AddPeopleSheet journey={journey} onClose={() => setAsking(undefined)} /> : null}
      {asking === "dry-run" ? <DryRunDialog journey={journey} onClose={() => setAsking(undefined)} /> : null}
      {asking === "resume" ? <ResumeDialog journey={journey} onClose={() => setAsking(undefined)} /> : null}
      {asking === "delete" ? (
        <DeleteDialog
          journey={journey}
          onDeleted={() => router.push(`/w/${slug}/journeys`)}
          onClose={() => setAsking(undefined)}
        />
      ) : null}
      {asking === "pause" || asking === "finish" || asking === "archive" ? (
        <ConsequenceDialog action={asking} journey={journey} onClose={() => setAsking(undefined)} />
      ) : null}
    </>
  );
}
