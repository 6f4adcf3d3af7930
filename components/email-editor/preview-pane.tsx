"use client";

import { Code, FileText, Monitor, Moon, Smartphone, Sun } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Spinner } from "@/components/ui/spinner";
import type { PreviewResource } from "@/lib/api/schemas/templates";
import { MailFrame } from "./mail-frame";
import { PersonPicker } from "./person-picker";

type Device = "desktop" | "phone";
type Scheme = "light" | "dark";
type Part = "html" | "text" | "source";

const widths: Record<Device, number> = { desktop: 700, phone: 375 };

type PreviewPaneProps = {
  preview: PreviewResource | undefined;
  loading: boolean;
  error: string | undefined;
  person: string | undefined;
  onPerson: (externalId: string | undefined) => void;
};

/** The mail as one person gets it: sizes, colour schemes, text part and source, and what was empty for them. */
export function PreviewPane({ preview, loading, error, person, onPerson }: PreviewPaneProps) {
  const [device, setDevice] = useState<Device>("desktop");
  const [scheme, setScheme] = useState<Scheme>("light");
  const [part, setPart] = useState<Part>("html");
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-wrap items-center gap-2 border-border border-b bg-card px-4 py-2">
        <PersonPicker value={person} onChange={onPerson} className="w-56 max-sm:w-full" />
        <SegmentedControl
          label="Width"
          size="sm"
          value={device}
          onValueChange={setDevice}
          className="[&_svg]:size-4"
          options={[
            { value: "desktop", label: <Monitor />, name: "Desktop" },
            { value: "phone", label: <Smartphone />, name: "Phone" },
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
          ]}
        />
        <SegmentedControl
          label="Part"
          size="sm"
          value={part}
          onValueChange={setPart}
          className="[&_svg]:size-4"
          options={[
            { value: "html", label: "HTML" },
            { value: "text", label: <FileText />, name: "Text" },
            { value: "source", label: <Code />, name: "Source" },
          ]}
        />
        {loading ? <Spinner className="size-4" /> : null}
        {preview ? (
          <span className="ml-auto text-muted-foreground text-xs tabular-nums">
            {(preview.bytes / 1024).toFixed(1)} KB
          </span>
        ) : null}
      </div>
      {preview && preview.missing.length > 0 ? <Missing names={preview.missing} who={preview.person.name} /> : null}
      <div className="min-h-0 flex-1 overflow-auto bg-muted p-4 sm:p-6">
        {error ? (
          <p className="mx-auto max-w-md rounded-lg bg-danger-soft p-4 text-danger-text text-sm">{error}</p>
        ) : null}
        {preview && !error ? (
          <Message preview={preview} part={part} width={widths[device]} dark={scheme === "dark"} />
        ) : null}
      </div>
    </div>
  );
}

function Missing({ names, who }: { names: string[]; who: string }) {
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 border-warning/40 border-b bg-warning-soft px-4 py-2 text-warning-text text-xs">
      <span>Empty for {who}, without a fallback:</span>
      {names.map((name) => (
        <code key={name} className="rounded border border-warning/60 border-dashed px-1.5 py-0.5">
          {name}
        </code>
      ))}
    </div>
  );
}

function Message({
  preview,
  part,
  width,
  dark,
}: {
  preview: PreviewResource;
  part: Part;
  width: number;
  dark: boolean;
}) {
  return (
    <article
      className="mx-auto overflow-hidden rounded-xl border border-border bg-card shadow-sm"
      style={{ maxWidth: part === "html" ? width : 760 }}
    >
      <header className="border-border border-b px-5 py-4">
        <h2 className="font-semibold text-base">{preview.subject || <Badge tone="danger">No subject</Badge>}</h2>
        <p className="mt-0.5 truncate text-muted-foreground text-sm">
          to {preview.person.email ?? preview.person.name}
          {preview.preheader ? ` — ${preview.preheader}` : ""}
        </p>
      </header>
      {part === "html" ? (
        <MailFrame
          html={preview.html}
          title={`Preview: ${preview.subject}`}
          width={width}
          dark={dark}
          grow
          className="w-full!"
        />
      ) : (
        <pre className="whitespace-pre-wrap p-5 font-mono text-xs leading-relaxed [overflow-wrap:anywhere]">
          {part === "text" ? preview.text : preview.html}
        </pre>
      )}
    </article>
  );
}
