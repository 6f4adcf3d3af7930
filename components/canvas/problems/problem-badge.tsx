import { CircleAlert, TriangleAlert } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { Problem } from "@/lib/journey/problem";

/** At the corner of a card: what is wrong, the worst first. The card's announcement says it too, so this is hidden from it. */
export function ProblemBadge({ problems }: { problems: readonly Problem[] }) {
  const worst = problems.find((problem) => problem.severity === "error") ?? problems[0];
  if (!worst) return null;
  const error = worst.severity === "error";
  const Icon = error ? CircleAlert : TriangleAlert;
  return (
    <span
      aria-hidden="true"
      title={problems.map((problem) => problem.message).join("\n")}
      className={cn(
        "-top-2 -left-2 absolute z-1 inline-flex size-5 items-center justify-center rounded-full ring-2 ring-card",
        error ? "bg-danger text-danger-foreground" : "bg-warning-soft text-warning-text",
      )}
    >
      <Icon className="size-3.5" />
    </span>
  );
}
