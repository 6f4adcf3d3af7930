import { actionCases } from "./action-cases";
import { callingCases } from "./calling-cases";
import type { CatalogueCase } from "./catalogue-case";
import { decisionCases } from "./decision-cases";
import { eventTriggerCases } from "./event-trigger-cases";
import { messageCases } from "./message-cases";
import { patternTriggerCases } from "./pattern-trigger-cases";
import { predictionTriggerCases } from "./prediction-trigger-cases";
import { timeTriggerCases } from "./time-trigger-cases";
import { waitingCases } from "./waiting-cases";

/** Every kind of step and trigger, as rows that one test walks over the API and another enters in the browser. */
export const catalogue: readonly CatalogueCase[] = [
  ...eventTriggerCases,
  ...patternTriggerCases,
  ...timeTriggerCases,
  ...predictionTriggerCases,
  ...waitingCases,
  ...decisionCases,
  ...messageCases,
  ...actionCases,
  ...callingCases,
];
