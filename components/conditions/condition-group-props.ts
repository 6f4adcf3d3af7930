import type { Group } from "./condition-model";

export type ConditionGroupProps = {
  group: Group;
  onChange: (group: Group) => void;
  label: string;
  /** id of what is said against it */
  describedBy?: string | undefined;
  depth: number;
  onRemove?: () => void;
};
