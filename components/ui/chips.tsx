import { X } from "lucide-react";
import { Badge } from "./badge";

export type ChipsProps = {
  label: string;
  items: readonly { value: string; label: string }[];
  /** begins each button's name: "Remove tag" */
  removeLabel: string;
  onRemove: (value: string) => void;
};

/** What has been chosen, each with a button that takes it away. Nothing while nothing is. */
export function Chips({ label, items, removeLabel, onRemove }: ChipsProps) {
  if (items.length === 0) return null;
  return (
    <ul aria-label={label} className="flex flex-wrap gap-1.5">
      {items.map((item) => (
        <li key={item.value}>
          <Badge tone="primary">
            <span className="truncate">{item.label}</span>
            <button type="button" aria-label={`${removeLabel} ${item.label}`} onClick={() => onRemove(item.value)}>
              <X aria-hidden="true" />
            </button>
          </Badge>
        </li>
      ))}
    </ul>
  );
}
