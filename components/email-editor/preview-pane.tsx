"use client";

import { Contrast, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Spinner } from "@/components/ui/spinner";
import type { PreviewResource } from "@/lib/api/schemas/templates";
import type { EmailDocument } from "@/lib/email/document";
import { variablePlaces } from "@/lib/email/variable-places";
import { PreviewMessage, type PreviewPart, type PreviewScheme } from "./preview-message";
import { type Place, PreviewNotes } from "./preview-notes";
import { PreviewPeople } from "./preview-people";
import type { PreviewAudience } from "./use-preview-people";

type Device = "320" | "375" | "600";

/** px of the frame; a desktop's is wider than the column of 600, or the mail would take it for a phone */
const widths: Record<Device, number> = { "320": 320, "375": 375, "600": 680 };

type PreviewPaneProps = {
  preview: PreviewResource | undefined;
  loading: boolean;
  error: string | undefined;
  document: EmailDocument;
  person: string | undefined;
  onPerson: (externalId: string | undefined) => void;
  /** nothing is known of who is looked at */
  nobody: boolean;
  onNobody: () => void;
  /** opens the editor at a place of the mail */
  onGo: (place: Place) => void;
};

/** The mail as one person gets it: who, sizes, colours, parts, and what was empty or hidden for them. */
export function PreviewPane(props: PreviewPaneProps) {
  const { preview, loading, error, document, person, onPerson, nobody, onNobody, onGo } = props;
  const [audience, setAudience] = useState<PreviewAudience>({});
  const [device, setDevice] = useState<Device>("600");
  const [scheme, setScheme] = useState<PreviewScheme>("light");
  const [part, setPart] = useState<PreviewPart>("html");
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-wrap items-center gap-2 border-border border-b bg-card px-4 py-2">
        <PreviewPeople
          audience={audience}
          onAudience={setAudience}
          person={person}
          onPerson={onPerson}
          nobody={nobody}
          onNobody={onNobody}
        />
        <SegmentedControl
          label="Width"
          size="sm"
          value={device}
          onValueChange={setDevice}
          options={[
            { value: "600", label: "600", name: "Desktop, 600 px" },
            { value: "375", label: "375", name: "Phone, 375 px" },
            { value: "320", label: "320", name: "Small phone, 320 px" },
          ]}
        />
        <SegmentedControl
          label="Colours"
          size="sm"
          value={scheme}
          onValueChange={setScheme}
          className="[&_svg]:size-4"
          options={[
            { value: "light", label: <Sun />, name: "Light" },
            { value: "dark", label: <Moon />, name: "Dark" },
            { value: "inverted", label: <Contrast />, name: "Inverted by the mail app" },
          ]}
        />
        <SegmentedControl
          label="Part"
          size="sm"
          value={part}
          onValueChange={setPart}
          options={[
            { value: "html", label: "HTML" },
            { value: "text", label: "Text" },
            { value: "source", label: "Source" },
            { value: "headers", label: "Headers" },
          ]}
        />
        {loading ? <Spinner className="size-4" /> : null}
        {preview ? (
          <span className="ml-auto text-muted-foreground text-xs tabular-nums">
            {preview.locale} · {(preview.bytes / 1024).toFixed(1)} KB
          </span>
        ) : null}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section tabIndex={0} aria-label="Preview" className="relative min-h-0 flex-1 overflow-auto bg-muted">
        {preview && !error ? (
          <PreviewNotes preview={preview} document={document} audience={audience} onGo={onGo} />
        ) : null}
        <div className="p-4 sm:p-6">
          {error ? (
            <p className="mx-auto max-w-md rounded-lg bg-danger-soft p-4 text-danger-text text-sm">{error}</p>
          ) : null}
          {preview && !error && preview.outcome !== "skipped" ? (
            <PreviewMessage
              preview={preview}
              part={part}
              width={widths[device]}
              scheme={scheme}
              onVariable={(path) => {
                const [place] = variablePlaces(document).get(path) ?? [];
                if (place) onGo(place);
              }}
            />
          ) : null}
        </div>
      </section>
    </div>
  );
}
