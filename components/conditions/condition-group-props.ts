import type { Group } from "./condition-model";

export type ConditionGroupProps = {
  group: Group;
  onChange: (group: Group) => void;
  label: string;
  depth: number;
  onRemove?: () => void;
};
