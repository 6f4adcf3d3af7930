"use client";

import { Cable, type LucideIcon, MoveVertical, PencilLine, Plus, SlidersHorizontal, X } from "lucide-react";
import type { ReactNode } from "react";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { ChangeLine } from "@/lib/engine/describe-changes";

export const changeLooks: Record<ChangeLine["kind"], { word: string; tone: BadgeTone; icon: LucideIcon }> = {
  added: { word: "Added", tone: "success", icon: Plus },
  removed: { word: "Removed", tone: "danger", icon: X },
  changed: { word: "Changed", tone: "warning", icon: PencilLine },
  moved: { word: "Moved", tone: "info", icon: MoveVertical },
  unchanged: { word: "Unchanged", tone: "neutral", icon: Cable },
  ways: { word: "Ways", tone: "info", icon: Cable },
  settings: { word: "Settings", tone: "info", icon: SlidersHorizontal },
};

type ChangeListProps = {
  lines: readonly ChangeLine[];
  /** what can be done with a line, under its details */
  action?: (line: ChangeLine) => ReactNode;
  /** makes the sentence of a step a button */
  onChoose?: (id: string) => void;
};

/** Differences as sentences, with every setting before and after. */
export function ChangeList({ lines, action, onChoose }: ChangeListProps) {
  return (
    <ul className="flex flex-col gap-3">
      {lines.map((line) => {
        const { word, tone, icon: Icon } = changeLooks[line.kind];
        const { id } = line;
        return (
          <li key={`${line.kind} ${id ?? line.sentence}`} className="flex flex-col items-start gap-1">
            <span className="flex items-start gap-2">
              <Badge tone={tone} className="mt-px shrink-0">
                <Icon aria-hidden="true" /> {word}
              </Badge>
              {onChoose && id !== undefined ? (
                <button type="button" className="text-left font-medium hover:underline" onClick={() => onChoose(id)}>
                  {line.sentence}
                </button>
              ) : (
                <span className="font-medium">{line.sentence}</span>
              )}
            </span>
            {line.details.length > 0 ? (
              <dl className="flex flex-col gap-0.5 text-muted-foreground text-xs">
                {line.details.map(({ label, before, after }) => (
                  <div key={label} className="flex flex-wrap gap-x-1.5">
                    <dt>{label}:</dt>
                    <dd className="break-words">
                      <del className="decoration-danger/60">
                        <span className="sr-only">before </span>
                        {before}
                      </del>{" "}
                      <span aria-hidden="true">→</span>{" "}
                      <ins className="text-foreground no-underline">
                        <span className="sr-only">now </span>
                        {after}
                      </ins>
                    </dd>
                  </div>
                ))}
              </dl>
            ) : null}
            {action?.(line)}
          </li>
        );
      })}
    </ul>
  );
}
