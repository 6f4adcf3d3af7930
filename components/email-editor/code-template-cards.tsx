"use client";

import { Code } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import type { CodeTemplateResource } from "@/lib/api/schemas/templates";
import { readableLine } from "./text/liquid-line";
import { MailThumbnail } from "./thumbnail";
import { useCodeTemplatePreview, useCodeTemplates } from "./use-code-templates";

/** Mails in code, to look at: an email step sends them, developers change them. */
export function CodeTemplateCards({ search }: { search: string }) {
  const found = useCodeTemplates().filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()));
  if (found.length === 0)
    return (
      <EmptyState icon={<Code />} title="Nothing found" description="No mail in code has these words in its name." />
    );
  return (
    <ul className="grid grid-cols-1 gap-5 sm:grid-cols-2 lg:grid-cols-3">
      {found.map((template) => (
        <CodeTemplateCard key={template.id} template={template} />
      ))}
    </ul>
  );
}

const AS_IT_IS: Record<string, string> = {};

function CodeTemplateCard({ template }: { template: CodeTemplateResource }) {
  const preview = useCodeTemplatePreview(template.id, AS_IT_IS);
  return (
    <li className="flex flex-col overflow-hidden rounded-xl border border-border bg-card shadow-xs">
      <MailThumbnail html={preview.data?.html || undefined} className="h-52 border-border border-b" />
      <div className="flex flex-col gap-1 p-4">
        <h2 className="truncate font-medium">{template.name}</h2>
        <p className="text-muted-foreground text-sm">{template.description}</p>
        <p className="truncate text-muted-foreground text-xs">{readableLine(template.subject)}</p>
        <p className="mt-1 text-muted-foreground text-xs">
          Needs {template.props.map(({ name }) => name.replaceAll("_", " ")).join(", ")}
        </p>
      </div>
    </li>
  );
}
