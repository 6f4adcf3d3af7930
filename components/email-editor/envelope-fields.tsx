"use client";

import type { EmailProblem } from "@/lib/email/check-email";
import { useEmailEditor } from "./editor-context";
import { LineField } from "./text/line-field";

const lines = [
  { field: "subject", label: "Subject", placeholder: "What is this mail about?" },
  { field: "preheader", label: "Preview line", placeholder: "Shown after the subject in the inbox" },
] as const;

const problemOf = (problems: readonly EmailProblem[], field: string) =>
  problems.find((problem) => problem.block_id === undefined && problem.field === field);

/** Subject and preview line, above the mail as an inbox shows them. */
export function EnvelopeFields() {
  const { changeLine, document, editable, openSettings, problems, select } = useEmailEditor();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the fields inside are where the key is pressed
    <div
      className="border-border border-b bg-card px-4 py-1 sm:px-6"
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !event.altKey) return;
        event.preventDefault();
        openSettings(undefined);
      }}
    >
      {lines.map(({ field, label, placeholder }, index) => {
        const problem = problemOf(problems, field);
        return (
          <div key={field} className={index === 0 ? "border-border/60 border-b" : ""}>
            <div className="flex min-h-10 items-center gap-3 py-1.5">
              <span className="w-24 shrink-0 text-muted-foreground text-xs" aria-hidden="true">
                {label}
              </span>
              <LineField
                id={`mail-${field}`}
                label={label}
                value={document[field]}
                placeholder={placeholder}
                editable={editable}
                withButton={editable}
                onFocus={() => select(undefined)}
                onChange={(text) => changeLine(field, text, `edit ${label.toLowerCase()}`)}
                className={index === 0 ? "flex-1 font-medium text-sm" : "flex-1 text-sm"}
              />
            </div>
            {problem ? (
              <p
                className={`pb-2 pl-27 text-xs ${problem.severity === "error" ? "text-danger-text" : "text-warning-text"}`}
              >
                {problem.message}
              </p>
            ) : null}
          </div>
        );
      })}
    </div>
  );
}
