"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Bookmark, History, RotateCcw } from "lucide-react";
import { useState } from "react";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { QueryFailed } from "@/components/data/query-failed";
import { useResource } from "@/components/data/use-resource";
import { useWorkspace } from "@/components/data/workspace-context";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Form } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { RelativeTime } from "@/components/ui/relative-time";
import { Spinner } from "@/components/ui/spinner";
import { toast } from "@/components/ui/toast";
import type { TemplateVersionDetail, TemplateVersionResource } from "@/lib/api/schemas/templates";
import { blockRegistry } from "@/lib/email/blocks/registry";
import { compareDocuments, type DocumentChange } from "@/lib/email/compare-documents";
import { useEmailEditor } from "./editor-context";
import { MailFrame } from "./mail-frame";
import { useDocumentPreview } from "./use-preview";

const kinds: Record<TemplateVersionResource["kind"], string> = {
  published: "Published",
  saved: "Saved point",
  replaced: "Before a restore",
};

type HistoryProps = { templateId: string; open: boolean; onOpenChange: (open: boolean) => void };

function useSavePoint(templateId: string) {
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  return useMutation({
    mutationFn: (body: { name: string; kind?: "saved" | "replaced"; document: unknown }) =>
      apiFetch<TemplateVersionDetail>(`/templates/${templateId}/versions`, { method: "POST", body }),
    // Not waited for: the mail is as it was at once, whatever becomes of the list.
    onSuccess: () => void queries.invalidateQueries({ queryKey: [slug, "template-versions"] }),
    onError: (error) => toast.error("The point was not saved", { description: problemText(error) }),
  });
}

/** What the mail was at each publish and at each saved point: look, compare with now, go back. */
export function HistoryDialog({ templateId, open, onOpenChange }: HistoryProps) {
  const { editable, source } = useEmailEditor();
  const list = useResource<{ data: TemplateVersionResource[] }>(
    "template-versions",
    `/templates/${templateId}/versions`,
    {
      enabled: open,
    },
  );
  const [chosen, setChosen] = useState<number>();
  const [name, setName] = useState("");
  const save = useSavePoint(templateId);
  const versions = list.data?.data ?? [];
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="xl"
      title="History"
      description="Every publish keeps a copy; live journeys send theirs whatever is changed here."
    >
      <div className="flex min-h-72 flex-col gap-4 md:flex-row">
        <div className="flex w-full shrink-0 flex-col gap-3 md:w-64">
          {editable ? (
            <Form
              className="flex gap-2"
              onSubmit={() => {
                if (name.trim() !== "")
                  save.mutate({ name: name.trim(), document: source }, { onSuccess: () => setName("") });
              }}
            >
              <Input
                aria-label="Name of the point"
                placeholder="Name this point"
                value={name}
                maxLength={200}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <Button type="submit" variant="outline" loading={save.isPending} disabled={name.trim() === ""}>
                <Bookmark /> Save
              </Button>
            </Form>
          ) : null}
          {list.isError ? <QueryFailed error={list.error} onRetry={() => void list.refetch()} /> : null}
          {list.isPending && open ? <Spinner /> : null}
          <ul className="flex flex-col gap-1">
            {versions.map((version) => (
              <li key={version.number}>
                <button
                  type="button"
                  aria-pressed={chosen === version.number}
                  className="flex w-full flex-col gap-0.5 rounded-md px-2.5 py-2 text-left text-sm hover:bg-accent aria-pressed:bg-primary-soft"
                  onClick={() => setChosen(version.number)}
                >
                  <span className="truncate font-medium">
                    {version.name || `${kinds[version.kind]} ${version.number}`}
                  </span>
                  <span className="text-muted-foreground text-xs">
                    {version.name ? `${kinds[version.kind]}, ` : ""}
                    <RelativeTime at={version.created_at} />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </div>
        <div className="min-w-0 flex-1">
          {chosen === undefined ? (
            <EmptyState
              icon={<History />}
              title={versions.length === 0 ? "Nothing to go back to yet" : "Choose a version"}
              description={
                versions.length === 0
                  ? "Publishing a journey that sends this mail keeps a copy, for example; or name a point yourself."
                  : "You see it beside what the mail is now."
              }
            />
          ) : (
            <Version key={chosen} templateId={templateId} number={chosen} onRestored={() => onOpenChange(false)} />
          )}
        </div>
      </div>
    </Dialog>
  );
}

function Version({ templateId, number, onRestored }: { templateId: string; number: number; onRestored: () => void }) {
  const { change, editable, source } = useEmailEditor();
  const version = useResource<TemplateVersionDetail>("template-version", `/templates/${templateId}/versions/${number}`);
  const before = useDocumentPreview(version.data?.document, undefined);
  const now = useDocumentPreview(source, undefined);
  const save = useSavePoint(templateId);
  if (version.isError) return <QueryFailed error={version.error} onRetry={() => void version.refetch()} />;
  if (version.isPending) return <Spinner />;
  const { document } = version.data;
  const changes = compareDocuments(document, source);
  const restore = () =>
    // what it replaces is kept, so that going back can be gone back on tomorrow, too
    save.mutate(
      { name: `Before version ${number} came back`, kind: "replaced", document: source },
      {
        onSuccess: () => {
          change(`restore version ${number}`, () => document);
          onRestored();
          toast.success(`Version ${number} is back`, { description: "Undo takes it away again." });
        },
      },
    );
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm">
          {changes.length === 0 ? "The mail is as it was then." : `${changes.length} differences to now.`}
        </p>
        {editable && changes.length > 0 ? (
          <Button size="sm" onClick={restore} loading={save.isPending}>
            <RotateCcw /> Restore this version
          </Button>
        ) : null}
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <Side title={`Version ${number}`} html={before.data?.html} />
        <Side title="Now" html={now.data?.html} />
      </div>
      <ul className="flex flex-col divide-y divide-border">
        {changes.map((one) => (
          <Change key={`${one.kind}-${one.block_id}-${one.field}`} change={one} />
        ))}
      </ul>
    </div>
  );
}

function Side({ title, html }: { title: string; html: string | undefined }) {
  return (
    <figure className="flex min-w-0 flex-col gap-1.5">
      <figcaption className="text-muted-foreground text-xs">{title}</figcaption>
      <div className="h-72 overflow-hidden rounded-lg border border-border">
        {html === undefined ? (
          <Spinner className="m-6" />
        ) : (
          <MailFrame html={html} title={title} width={375} className="size-full" />
        )}
      </div>
    </figure>
  );
}

const verbs: Record<DocumentChange["kind"], string> = {
  added: "added",
  removed: "removed",
  changed: "changed",
  moved: "moved",
};

function Change({ change }: { change: DocumentChange }) {
  const what = change.what === "mail" ? "The mail" : blockRegistry[change.what].label;
  return (
    <li className="flex flex-col gap-1 py-2 text-sm">
      <span className="flex items-center gap-2">
        <Badge>{verbs[change.kind]}</Badge>
        <span className="font-medium">{what}</span>
        {change.field ? <span className="text-muted-foreground">{change.field.replaceAll("_", " ")}</span> : null}
      </span>
      {change.before ? (
        <del className="block max-h-24 overflow-y-auto whitespace-pre-wrap text-muted-foreground text-xs [overflow-wrap:anywhere]">
          {change.before}
        </del>
      ) : null}
      {change.after ? (
        <ins className="block max-h-24 overflow-y-auto whitespace-pre-wrap text-xs no-underline [overflow-wrap:anywhere]">
          {change.after}
        </ins>
      ) : null}
    </li>
  );
}
