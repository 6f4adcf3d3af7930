import type { Condition } from "@/lib/journey/condition";
import type { Act, CatalogueCase, Moment } from "./catalogue-case";

/**
 * One kind of rule of the condition language. `ada` is somebody it holds for and `bob` somebody it does not hold for: what becomes of
 * them, told before they reach the branch.
 */
export type ConditionRow = {
  rule: Condition;
  /** the entry of "Add a rule" */
  kind: string;
  /** at the rule's own controls, after it was added */
  acts: readonly Act[];
  /** absent: they are made without anything */
  story: readonly Moment[];
  /** what comes with the event that brings each of them in */
  event?: { ada?: Record<string, number | string>; bob?: Record<string, number | string> };
  /** between the arrival in the journey and the branch */
  later?: readonly Moment[];
  journey?: CatalogueCase["journey"];
  segments?: CatalogueCase["segments"];
  /** only journeys know it: no segment can ask for it */
  journeyOnly?: true;
  startAt?: string;
};
