"use client";

import { Archive, Copy, Download, MoreHorizontal, Pause, Play, Rocket, TestTubeDiagonal } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useCanvas } from "@/components/canvas/canvas-context";
import { useSaveDraft } from "@/components/canvas/save/save-draft-context";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { DropdownMenu, type MenuEntry } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import type { JourneyResource } from "@/lib/api/schemas/journey";
import { ConsequenceDialog } from "./consequence-dialog";
import { DryRunDialog } from "./dry-run-dialog";
import { PublishSheet } from "./publish-sheet";
import { ResumeDialog } from "./resume-dialog";
import { useJourneyActions } from "./use-journey-actions";

/** Publish, pause, resume, duplicate, archive, download: each says what it means for the people inside. */
export function JourneyActions({ journey }: { journey: JourneyResource }) {
  const mayPublish = useMay("publish");
  const mayEdit = useMay("edit");
  const { slug } = useWorkspace();
  const router = useRouter();
  const saveDraft = useSaveDraft();
  const draft = useCanvas((s) => s.history.present);
  const actions = useJourneyActions();
  const [asking, setAsking] = useState<"publish" | "pause" | "resume" | "archive" | "dry-run">();

  const duplicate = async () => {
    if (!(await saveDraft())) return;
    actions.mutate(
      { id: journey.id, action: "duplicate" },
      { onSuccess: (copy) => router.push(`/w/${slug}/journeys/${copy.id}`) },
    );
  };
  const entries: MenuEntry[] = [
    ...(mayEdit ? [{ label: "Duplicate", icon: <Copy />, onSelect: () => void duplicate() }] : []),
    { label: "Download as JSON", icon: <Download />, onSelect: () => download(draft.name, draft) },
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
          { label: "Archive…", icon: <Archive />, danger: true, onSelect: () => setAsking("archive") },
        ]
      : []),
  ];
  return (
    <>
      {mayPublish && journey.status === "active" ? (
        <Button variant="outline" size="sm" onClick={() => setAsking("pause")}>
          <Pause /> Pause
        </Button>
      ) : null}
      {mayPublish && journey.status === "paused" ? (
        <Button variant="outline" size="sm" onClick={() => setAsking("resume")}>
          <Play /> Resume
        </Button>
      ) : null}
      {mayPublish && journey.status !== "archived" ? (
        <Button
          size="sm"
          disabled={!journey.unpublished_changes && journey.version !== null}
          onClick={() => setAsking("publish")}
        >
          <Rocket /> Publish
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
      {asking === "dry-run" ? <DryRunDialog journey={journey} onClose={() => setAsking(undefined)} /> : null}
      {asking === "resume" ? <ResumeDialog journey={journey} onClose={() => setAsking(undefined)} /> : null}
      {asking === "pause" || asking === "archive" ? (
        <ConsequenceDialog action={asking} journey={journey} onClose={() => setAsking(undefined)} />
      ) : null}
    </>
  );
}

function download(name: string, draft: unknown): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(draft, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-") || "journey"}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
