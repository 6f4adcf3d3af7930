"use client";

import { CircleAlert, Eye, EyeOff, Split } from "lucide-react";
import type { ReactNode } from "react";
import { problemText } from "@/components/data/problem-text";
import type { GapsResource, PreviewResource } from "@/lib/api/schemas/templates";
import type { EmailDocument } from "@/lib/email/document";
import { blockName, findBlock } from "./store/edit-document";
import { useGaps } from "./use-preview";
import type { PreviewAudience } from "./use-preview-people";

const formatNumber = (n: number) => n.toLocaleString("en-US");

export type Place = { block_id?: string | undefined; field?: string | undefined };

type PreviewNotesProps = {
  preview: PreviewResource;
  document: EmailDocument;
  audience: PreviewAudience;
  onGo: (place: Place) => void;
};

/** What the picture does not say: what was empty here and for how many, which blocks this person does not see, and whether the mail goes out at all. */
export function PreviewNotes({ preview, document, audience, onGo }: PreviewNotesProps) {
  const gaps = useGaps(document, audience);
  const who = preview.person.name;
  const failed = preview.outcome === "skipped" ? preview.problems.find(({ code }) => code === "liquid") : undefined;
  const plain = preview.problems.find(({ code }) => code === "fallback_sent");
  return (
    <div className="flex flex-col border-border border-b bg-card text-sm empty:hidden">
      {preview.outcome === "skipped" ? (
        <Note icon={<CircleAlert className="text-danger-text" />}>
          {who} gets nothing: the step is skipped{failed ? ` (${failed.message})` : ""}.
        </Note>
      ) : null}
      {preview.outcome === "fallback" ? (
        <Note icon={<CircleAlert className="text-warning-text" />}>
          {who} gets the plain version{plain ? ` (${plain.message.replace("The plain version is shown: ", "")})` : ""}.
        </Note>
      ) : null}
      {preview.rules.map((rule) => {
        const block = findBlock(document, rule.block_id);
        const name = block ? blockName(block) : "A block";
        const Icon = rule.outcome === "hidden" ? EyeOff : rule.outcome === "variant" ? Split : Eye;
        const what =
          rule.outcome === "hidden"
            ? "is hidden for"
            : rule.outcome === "variant"
              ? "shows a variant to"
              : "is shown to";
        return (
          <Note key={rule.block_id} icon={<Icon className="text-muted-foreground" />}>
            <Go onClick={() => onGo({ block_id: rule.block_id })}>{name}</Go> {what} {who}: {rule.because}
          </Note>
        );
      })}
      <Gaps gaps={gaps.data} missing={preview.missing} who={who} document={document} onGo={onGo} />
      {gaps.isError ? <Note icon={<CircleAlert />}>{problemText(gaps.error)}</Note> : null}
    </div>
  );
}

type GapsProps = {
  gaps: GapsResource | undefined;
  missing: string[];
  who: string;
  document: EmailDocument;
  onGo: (place: Place) => void;
};

function Gaps({ gaps, missing, who, document, onGo }: GapsProps) {
  const found = (gaps?.gaps ?? []).filter(({ path, missing: n }) => (n ?? 0) > 0 || missing.includes(path));
  const known = new Set(found.map(({ path }) => path));
  return (
    <>
      {found.map(({ path, missing: n, places }) => {
        const [place] = places;
        const here = missing.includes(path) ? `empty for ${who}` : undefined;
        const people = gaps ? formatNumber(gaps.people) : "";
        const all =
          n === null
            ? "comes with the event"
            : `missing for ${formatNumber(n)} of ${gaps?.sampled ? "the newest " : ""}${people} people`;
        return (
          <Note key={path} icon={<CircleAlert className="text-warning-text" />}>
            <code className="rounded border border-warning/60 border-dashed px-1.5 text-xs">{path}</code>{" "}
            {[here, all].filter(Boolean).join(", ")}
            {place ? (
              <>
                {" · "}
                <Go onClick={() => onGo(place)}>{placeName(document, place)}</Go>
              </>
            ) : null}
          </Note>
        );
      })}
      {missing
        .filter((path) => !known.has(path))
        .map((path) => (
          <Note key={path} icon={<CircleAlert className="text-warning-text" />}>
            <code className="rounded border border-warning/60 border-dashed px-1.5 text-xs">{path}</code> empty for{" "}
            {who}
          </Note>
        ))}
    </>
  );
}

function placeName(document: EmailDocument, place: Place): string {
  if (place.block_id === undefined) return place.field === "preheader" ? "Preview line" : "Subject";
  const block = findBlock(document, place.block_id);
  return block ? blockName(block) : "Block";
}

function Note({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex items-start gap-2 px-4 py-1.5 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0">
      {icon}
      <span className="min-w-0 [overflow-wrap:anywhere]">{children}</span>
    </p>
  );
}

function Go({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className="font-medium text-primary-text underline underline-offset-2" onClick={onClick}>
      {children}
    </button>
  );
}
