"use client";

import { useDebounced } from "@/components/data/use-debounced";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { CodeTemplateResource } from "@/lib/api/schemas/templates";
import { MailThumbnail } from "./thumbnail";
import { useCodeTemplatePreview } from "./use-code-templates";

type CodeTemplateChoiceProps = {
  template: CodeTemplateResource;
  /** prop → data path, where it differs from the template's own */
  props: Record<string, string>;
  onChange: (props: Record<string, string> | undefined) => void;
  disabled: boolean;
};

/** A mail in code: what it needs, and where in the data that is. Its words are changed in the code. */
export function CodeTemplateChoice({ template, props, onChange, disabled }: CodeTemplateChoiceProps) {
  const preview = useCodeTemplatePreview(template.id, useDebounced(props, 400));
  const set = (name: string, path: string) => {
    const { [name]: _, ...rest } = props;
    const next = path.trim() === "" ? rest : { ...rest, [name]: path };
    onChange(Object.keys(next).length === 0 ? undefined : next);
  };
  const problem = preview.data?.problems.find(({ severity }) => severity === "error")?.message;
  return (
    <div className="flex flex-col gap-3 rounded-lg border border-border p-3">
      <p className="text-muted-foreground text-xs">{template.description} Written in code by your developers.</p>
      {template.props.map(({ name, path, required }) => (
        <Field key={name} label={name.replaceAll("_", " ")} hint={required ? undefined : "Optional"}>
          <Input
            value={props[name] ?? ""}
            placeholder={path}
            maxLength={200}
            disabled={disabled}
            spellCheck={false}
            onChange={(event) => set(name, event.currentTarget.value)}
          />
        </Field>
      ))}
      {preview.data?.html ? (
        <MailThumbnail html={preview.data.html} className="h-44 w-full rounded-md" />
      ) : (
        <p className="text-muted-foreground text-xs">
          {problem ? `No picture yet, for nobody's data fits: ${problem}` : "Preparing a picture…"}
        </p>
      )}
    </div>
  );
}
