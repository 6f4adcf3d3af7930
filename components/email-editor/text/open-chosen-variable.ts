import { type Editor, isNodeSelection } from "@tiptap/core";

/** Enter on a variable that the arrows have chosen opens its panel. Answers whether it did. */
export function openChosenVariable(view: Editor["view"], event: KeyboardEvent): boolean {
  const { selection } = view.state;
  if (event.key !== "Enter" || !isNodeSelection(selection) || selection.node.type.name !== "variable") return false;
  const chip = view.nodeDOM(selection.from);
  if (chip instanceof HTMLElement) chip.querySelector("button")?.click();
  return true;
}
