"use client";

import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Popover } from "@/components/ui/popover";
import type { EmailProblem } from "@/lib/email/check-email";

/** What to look at before this mail is sent; a click goes there. */
export function ProblemsButton({
  problems,
  onGo,
}: {
  /** undefined: not known yet */
  problems: readonly EmailProblem[] | undefined;
  onGo: (problem: EmailProblem) => void;
}) {
  if (problems === undefined) {
    return (
      <Button variant="ghost" size="sm" aria-disabled="true" className="text-muted-foreground">
        Checking
      </Button>
    );
  }
  return <KnownProblems problems={problems} onGo={onGo} />;
}

function KnownProblems({
  problems,
  onGo,
}: {
  problems: readonly EmailProblem[];
  onGo: (problem: EmailProblem) => void;
}) {
  const [open, setOpen] = useState(false);
  const errors = problems.filter((problem) => problem.severity === "error").length;
  const Icon = errors > 0 ? CircleAlert : problems.length > 0 ? TriangleAlert : CircleCheck;
  const label =
    problems.length === 0 ? "No problems" : `${problems.length} ${problems.length === 1 ? "problem" : "problems"}`;
  return (
    <Popover
      label="Problems"
      align="end"
      className="w-80 p-2"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="ghost" size="sm" aria-label={label}>
          <Icon
            className={cn(
              errors > 0 ? "text-danger-text" : problems.length > 0 ? "text-warning-text" : "text-success-text",
            )}
          />
          <span className="tabular-nums max-lg:hidden">{label}</span>
          {problems.length > 0 ? <span className="tabular-nums lg:hidden">{problems.length}</span> : null}
        </Button>
      }
    >
      {problems.length === 0 ? (
        <p className="px-2 py-3 text-muted-foreground text-sm">Nothing stands in the way of sending this mail.</p>
      ) : (
        <ul className="flex max-h-96 flex-col overflow-y-auto">
          {problems.map((problem) => (
            <li key={`${problem.code}-${problem.block_id}-${problem.field}-${problem.message}`}>
              <button
                type="button"
                className="flex w-full items-start gap-2.5 rounded-md px-2 py-2 text-left text-sm hover:bg-accent"
                onClick={() => {
                  setOpen(false);
                  onGo(problem);
                }}
              >
                {problem.severity === "error" ? (
                  <CircleAlert className="mt-0.5 size-4 shrink-0 text-danger-text" aria-label="Error" />
                ) : (
                  <TriangleAlert className="mt-0.5 size-4 shrink-0 text-warning-text" aria-label="Warning" />
                )}
                {problem.message}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  );
}
