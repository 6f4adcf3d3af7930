import { StepIcon } from "../step-icon";
import type { StepView } from "../view/step-views";

export const CARD = "relative flex items-center gap-3 rounded-xl border border-border bg-card px-3.5 shadow-sm";

/** What stands on a step's card. */
export function StepFace({ view }: { view: Pick<StepView, "icon" | "category" | "label" | "summary"> }) {
  return (
    <>
      <span aria-hidden="true" className="absolute inset-y-3 left-0 w-[3px] rounded-r-full bg-(--step) opacity-80" />
      <StepIcon icon={view.icon} category={view.category} />
      <span className="min-w-0 flex-1" aria-hidden="true">
        <span className="block truncate text-[0.6875rem] text-muted-foreground">{view.label}</span>
        <span className="line-clamp-2 font-medium text-[0.8125rem] leading-snug">{view.summary}</span>
      </span>
    </>
  );
}
