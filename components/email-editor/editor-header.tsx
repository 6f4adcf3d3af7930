"use client";

import { ArrowLeft, Eye, FileText, History, Pencil, Redo2, Send, SlidersHorizontal, Undo2 } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { EditorHistory } from "./store/use-editor-history";

export type EditorMode = "edit" | "preview";

type EditorHeaderProps = {
  history: EditorHistory;
  mode: EditorMode;
  onMode: (mode: EditorMode) => void;
  onTest: () => void;
  onHistory: () => void;
  /** opens the settings of the mail as a whole, where they do not stand beside it */
  onSettings: () => void;
  editable: boolean;
  /** save chip and problems */
  children: ReactNode;
};

/** The template's name with everything that concerns the mail as a whole. */
export function EditorHeader(props: EditorHeaderProps) {
  const { history, mode, onMode, onTest, onHistory, onSettings, editable, children } = props;
  const { slug } = useWorkspace();
  const editing = editable ? "Edit" : "Read";
  return (
    <header className="flex flex-wrap items-center gap-x-2 gap-y-1 border-border border-b bg-card px-3 py-2 sm:px-4">
      <Button asChild variant="ghost" size="icon-sm">
        <Link href={`/w/${slug}/templates`} aria-label="All templates">
          <ArrowLeft />
        </Link>
      </Button>
      <h1 className="sr-only">{history.draft.name}</h1>
      <input
        aria-label="Name of the template"
        value={history.draft.name}
        maxLength={200}
        readOnly={!editable}
        onChange={(event) => {
          const name = event.currentTarget.value;
          history.change("rename", (draft) => ({ ...draft, name }), "name");
        }}
        className="h-8 min-w-24 max-w-80 flex-1 truncate rounded-md bg-transparent px-2 font-semibold text-sm hover:bg-accent focus:bg-card"
      />
      {children}
      <div className="ml-auto flex items-center gap-1 sm:gap-2">
        {editable ? (
          <>
            <IconButton
              label={history.undoLabel ? `Undo: ${history.undoLabel}` : "Nothing to undo"}
              shortcut="⌘Z"
              disabled={history.undoLabel === undefined}
              onClick={history.undo}
            >
              <Undo2 />
            </IconButton>
            <IconButton
              label={history.redoLabel ? `Redo: ${history.redoLabel}` : "Nothing to redo"}
              shortcut="⇧⌘Z"
              disabled={history.redoLabel === undefined}
              onClick={history.redo}
            >
              <Redo2 />
            </IconButton>
          </>
        ) : null}
        {mode === "edit" ? (
          <IconButton label="Settings of the mail" className="xl:hidden" onClick={onSettings}>
            <SlidersHorizontal />
          </IconButton>
        ) : null}
        <IconButton label="History" onClick={onHistory}>
          <History />
        </IconButton>
        <SegmentedControl
          label="View"
          size="sm"
          value={mode}
          onValueChange={onMode}
          className="[&_svg]:size-4"
          options={[
            {
              value: "edit",
              label: (
                <>
                  {editable ? <Pencil /> : <FileText />} <span className="max-sm:hidden">{editing}</span>
                </>
              ),
              name: editing,
            },
            {
              value: "preview",
              label: (
                <>
                  <Eye /> <span className="max-sm:hidden">Preview</span>
                </>
              ),
              name: "Preview",
            },
          ]}
        />
        {editable ? (
          <Button size="sm" onClick={onTest} aria-label="Send test">
            <Send /> <span className="max-sm:hidden">Send test</span>
          </Button>
        ) : null}
      </div>
    </header>
  );
}
