import type { NodeCategory, NodeDefinition } from "@/lib/nodes/define-node";
import { nodeRegistry } from "@/lib/nodes/registry";

/** What can be added, by category, in the order of the registry. Pure. */
export type StepChoice = Pick<NodeDefinition, "type" | "label" | "description" | "keywords" | "icon" | "category">;
export type ChoiceGroup = { category: NodeCategory; label: string; choices: StepChoice[] };

const groupLabels: Record<NodeCategory, string> = {
  trigger: "Start",
  message: "Messages",
  timing: "Timing",
  logic: "Logic",
  data: "Data",
  end: "Goal and end",
};
const order: readonly NodeCategory[] = ["trigger", "message", "timing", "logic", "data", "end"];

/** Steps for a place inside the flow, or triggers for a place beside the triggers. */
export function stepChoices(place: "flow" | "trigger"): ChoiceGroup[] {
  const choices: StepChoice[] = Object.values(nodeRegistry);
  return order
    .filter((category) => (category === "trigger") === (place === "trigger"))
    .map((category) => ({
      category,
      label: groupLabels[category],
      choices: choices.filter((choice) => choice.category === category),
    }))
    .filter((group) => group.choices.length > 0);
}

/**
 * The choices that a text finds, best first: by the beginning of the label, then a word of it, then keywords, then the
 * description. Of several words that are no label together each must find the choice. Everything is found by an empty text, in the groups' order.
 */
export function findChoices(groups: readonly ChoiceGroup[], text: string): StepChoice[] {
  const wanted = text.trim().toLowerCase();
  const all = groups.flatMap((group) => group.choices);
  if (wanted === "") return all;
  return all
    .map((choice) => ({ choice, rank: rankOf(choice, wanted) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank)
    .map(({ choice }) => choice);
}

function rankOf(choice: StepChoice, wanted: string): number {
  const words = wanted.split(/\s+/);
  const together = rankOfText(choice, wanted);
  return together < Number.POSITIVE_INFINITY || words.length === 1
    ? together
    : Math.max(...words.map((word) => rankOfText(choice, word)));
}

function rankOfText(choice: StepChoice, wanted: string): number {
  const label = choice.label.toLowerCase();
  if (label.startsWith(wanted)) return 0;
  if (label.split(/\s+/).some((word) => word.startsWith(wanted))) return 1;
  if (choice.keywords.some((keyword) => keyword.toLowerCase().startsWith(wanted))) return 2;
  if (wanted.length < 3) return Number.POSITIVE_INFINITY;
  if (choice.keywords.some((keyword) => keyword.toLowerCase().includes(wanted))) return 3;
  return choice.description.toLowerCase().includes(wanted) ? 4 : Number.POSITIVE_INFINITY;
}
