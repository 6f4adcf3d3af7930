"use client";

import { ExternalLink, FilePlus2, X } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { isGone } from "@/components/data/is-gone";
import { problemText } from "@/components/data/problem-text";
import { useServerSearch } from "@/components/data/use-server-search";
import { useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { documentFromShortForm } from "@/lib/email/short-form";
import { CodeTemplateChoice } from "./code-template-choice";
import { ShortForm } from "./short-form";
import { readableLine } from "./text/liquid-line";
import { MailThumbnail, TemplateThumbnail } from "./thumbnail";
import { useCodeTemplates } from "./use-code-templates";
import { useDocumentPreview } from "./use-preview";
import { useTemplate, useTemplateActions, useTemplates } from "./use-templates";

/** What an email node sends: a template, or a short mail of its own. */
export type EmailChoice = { template_id?: string; subject?: string; body?: string; props?: Record<string, string> };

export type EmailPickerProps = {
  value: EmailChoice;
  /** the whole choice; absent fields are to be taken out of the config */
  onChange: (next: EmailChoice) => void;
  /** name for a template made from here, e.g. the journey's */
  newName: string;
  error?: string | undefined;
  disabled?: boolean;
};

type Way = "template" | "short";

/** Choose a template, make one, or write a short mail; with a small live picture of what people will get. */
export function EmailPicker({ value, onChange, newName, error, disabled }: EmailPickerProps) {
  const written = Boolean(value.subject || value.body);
  const [way, setWay] = useState<Way>(value.template_id || !written ? "template" : "short");
  return (
    <div className="flex flex-col gap-3">
      <SegmentedControl
        label="Where the mail comes from"
        size="sm"
        value={way}
        onValueChange={(next) => {
          setWay(next);
          if (next === "short" && value.template_id) onChange({ subject: value.subject, body: value.body });
        }}
        options={[
          { value: "template", label: "Template" },
          { value: "short", label: "Write here" },
        ]}
        className="w-full [&>*]:flex-1"
      />
      {way === "template" ? (
        <TemplateChoice value={value} onChange={onChange} newName={newName} disabled={disabled ?? false} />
      ) : (
        <ShortChoice value={value} onChange={onChange} disabled={disabled ?? false} />
      )}
      {error ? (
        <p role="alert" className="text-danger-text text-xs">
          {error}
        </p>
      ) : null}
    </div>
  );
}

type ChoiceProps = { value: EmailChoice; onChange: (next: EmailChoice) => void; disabled: boolean };

function TemplateChoice({ value, onChange, newName, disabled }: ChoiceProps & { newName: string }) {
  const { slug } = useWorkspace();
  const { search, setSearch, asked, waiting } = useServerSearch();
  const list = useTemplates({ search: asked });
  const id = value.template_id;
  const inCode = useCodeTemplates();
  const code = inCode.find((one) => one.id === id);
  const chosen = useTemplate(id ?? "", { enabled: id !== undefined && !id.startsWith("code:") });
  const { create } = useTemplateActions();
  const take = (template: string | undefined) => onChange({ ...value, template_id: template, props: undefined });
  // The step has it also when another step's settings are open by then.
  const make = () =>
    create.mutateAsync({ name: newName }).then(
      (template) => take(template.id),
      () => undefined,
    );
  return (
    <>
      <div className="flex gap-2">
        <Combobox
          aria-label="Template"
          value={id}
          display={code?.name ?? chosen.data?.name}
          onValueChange={take}
          onSearch={setSearch}
          loading={list.isPending || waiting}
          disabled={disabled}
          options={[
            ...(waiting ? [] : list.items).map((t) => ({ value: t.id, label: t.name, help: readableLine(t.subject) })),
            ...inCode
              .filter((t) => t.name.toLowerCase().includes(search.toLowerCase()))
              .map((t) => ({ value: t.id, label: t.name, help: t.description, group: "In code" })),
          ]}
          placeholder="Choose a template"
          searchPlaceholder="Search templates"
          emptyText="No template found."
        />
        {id ? (
          <Button
            variant="ghost"
            size="icon"
            aria-label="Choose no template"
            disabled={disabled}
            onClick={() => take(undefined)}
          >
            <X />
          </Button>
        ) : null}
      </div>
      {id === undefined ? (
        <Button variant="outline" size="sm" disabled={disabled} loading={create.isPending} onClick={() => void make()}>
          <FilePlus2 /> New template
        </Button>
      ) : code ? (
        <CodeTemplateChoice
          template={code}
          props={value.props ?? {}}
          disabled={disabled}
          onChange={(props) => onChange({ ...value, props })}
        />
      ) : chosen.isError ? (
        <p className="text-danger-text text-xs">
          {isGone(chosen.error) ? "This template is not there any more." : problemText(chosen.error)}
        </p>
      ) : (
        <div className="overflow-hidden rounded-lg border border-border">
          {chosen.data?.archived ? (
            <p className="bg-warning-soft px-3 py-2 text-warning-text text-xs">
              This template is archived. A live version goes on sending its copy; to publish again, bring it back or
              choose another.
            </p>
          ) : null}
          <TemplateThumbnail id={id} revision={chosen.data?.revision} className="h-56 w-full" />
          <div className="flex items-center justify-between gap-2 border-border border-t bg-card px-3 py-2">
            <span className="truncate text-muted-foreground text-xs">{readableLine(chosen.data?.subject ?? "")}</span>
            <Button asChild variant="link" size="xs">
              <Link href={`/w/${slug}/templates/${id}`} target="_blank">
                Edit <ExternalLink />
              </Link>
            </Button>
          </div>
        </div>
      )}
    </>
  );
}

function ShortChoice({ value, onChange, disabled }: ChoiceProps) {
  const { subject = "", body = "" } = value;
  const empty = subject === "" && body === "";
  const preview = useDocumentPreview(empty ? undefined : documentFromShortForm(subject, body), undefined);
  return (
    <>
      <ShortForm
        subject={subject}
        body={body}
        disabled={disabled}
        onChange={(next) => onChange({ subject: next.subject || undefined, body: next.body || undefined })}
      />
      {empty ? null : (
        <div className="overflow-hidden rounded-lg border border-border">
          <p className="truncate border-border border-b bg-card px-3 py-2 font-medium text-xs">
            {preview.data?.subject || "No subject yet"}
          </p>
          <MailThumbnail html={preview.data?.html} className="h-56 w-full" />
        </div>
      )}
    </>
  );
}
