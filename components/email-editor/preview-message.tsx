"use client";

import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import type { PreviewResource } from "@/lib/api/schemas/templates";
import { HtmlSource } from "./html-source";
import { MailFrame } from "./mail-frame";

export type PreviewPart = "html" | "text" | "source" | "headers";
export type PreviewScheme = "light" | "dark" | "inverted";

type PreviewMessageProps = {
  preview: PreviewResource;
  part: PreviewPart;
  /** px of the frame */
  width: number;
  scheme: PreviewScheme;
  onVariable: (path: string) => void;
};

/** The message as its reader's mail app shows it, or one of its parts as text. */
export function PreviewMessage({ preview, part, width, scheme, onVariable }: PreviewMessageProps) {
  return (
    <article
      className="mx-auto overflow-hidden rounded-xl border border-border bg-card shadow-sm"
      style={{ maxWidth: part === "html" ? width + 2 : 760 }}
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
          html={preview.outlined}
          title={`Preview: ${preview.subject}`}
          width={width}
          dark={scheme === "dark"}
          inverted={scheme === "inverted"}
          onVariable={onVariable}
          grow
        />
      ) : (
        <PartText preview={preview} part={part} />
      )}
    </article>
  );
}

function PartText({ preview, part }: { preview: PreviewResource; part: Exclude<PreviewPart, "html"> }) {
  const headers = preview.headers.map(({ name, value }) => `${name}: ${value}`).join("\n");
  const text = part === "text" ? preview.text : part === "source" ? preview.html : headers;
  return (
    <section
      className="relative"
      aria-label={part === "text" ? "Text part" : part === "source" ? "HTML source" : "Headers"}
    >
      <CopyButton value={text} label={`Copy ${part}`} className="absolute top-2 right-2" />
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long text is read by keyboard, too
        tabIndex={0}
        className="whitespace-pre-wrap p-5 pr-12 font-mono text-xs leading-relaxed [overflow-wrap:anywhere]"
      >
        {part === "source" ? <HtmlSource html={text} /> : text}
      </pre>
    </section>
  );
}
