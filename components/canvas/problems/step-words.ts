import type { StepView } from "../view/step-views";

/** A step as a line of the problems names it; nothing for one that is not there. */
export const stepWords = (step: StepView | undefined) => (step ? `${step.label}: ${step.summary}` : "");
