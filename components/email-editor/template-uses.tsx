"use client";

import { Archive } from "lucide-react";
import Link from "next/link";
import { useResource } from "@/components/data/use-resource";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import type { TemplateResource, TemplateUses as Uses } from "@/lib/api/schemas/templates";
import { useTemplateActions } from "./use-templates";

/** Where a template is used, in a line; for an archived one what that means. */
export function TemplateUsesLine({ template }: { template: Pick<TemplateResource, "id" | "kind" | "archived"> }) {
  const { slug } = useWorkspace();
  const mayEdit = useMay("edit");
  const uses = useResource<Uses>("template-uses", `/templates/${template.id}/uses`).data;
  const { restore } = useTemplateActions();
  if (!uses) return null;
  const links = [
    ...uses.journeys.map(({ id, name }) => ({ href: `/w/${slug}/journeys/${id}`, name })),
    ...uses.templates.map(({ id, name }) => ({ href: `/w/${slug}/templates/${id}`, name })),
  ];
  if (links.length === 0 && !template.archived) return null;
  const live = uses.journeys.filter((journey) => journey.live).length;
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 border-border border-b bg-muted/60 px-4 py-1.5 text-xs">
      {template.archived ? (
        <span className="inline-flex items-center gap-1.5 font-medium text-warning-text">
          <Archive className="size-3.5" aria-hidden="true" />
          {template.kind === "block" ? "Archived: mails that show it cannot be published." : archivedWords(live)}
        </span>
      ) : (
        <span className="text-muted-foreground">{template.kind === "block" ? "Shown in" : "Sent by"}</span>
      )}
      {links.slice(0, 6).map(({ href, name }) => (
        <Link key={href} href={href} className="underline underline-offset-2">
          {name}
        </Link>
      ))}
      {links.length > 6 ? <span>and {links.length - 6} more</span> : null}
      {template.archived && mayEdit ? (
        <Button variant="outline" size="xs" onClick={() => restore.mutate(template.id)}>
          Bring it back
        </Button>
      ) : null}
    </div>
  );
}

function archivedWords(live: number): string {
  const sent = "Archived: programs cannot send it by the API.";
  if (live === 0) return sent;
  return `${sent} ${live === 1 ? "A live journey goes" : `${live} live journeys go`} on sending the copy from their publish.`;
}
