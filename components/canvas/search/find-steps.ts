import type { StepView } from "../view/step-views";

/** Steps that a text finds, best first: in the sentence, the kind, the note, the id; nothing typed finds all, in reading order. */
export function findSteps(
  views: Iterable<StepView>,
  notes: ReadonlyMap<string, string>,
  text: string,
): readonly StepView[] {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const all = [...views];
  if (words.length === 0) return all;
  const rank = (view: StepView): number => {
    const places = [view.summary, view.label, notes.get(view.id) ?? "", view.id].map((place) => place.toLowerCase());
    const [summary = ""] = places;
    if (!words.every((word) => places.some((place) => place.includes(word)))) return Number.POSITIVE_INFINITY;
    return words.every((word) => summary.includes(word)) ? (summary.startsWith(words[0] ?? "") ? 0 : 1) : 2;
  };
  return all
    .map((view) => ({ view, rank: rank(view) }))
    .filter((found) => found.rank < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank)
    .map(({ view }) => view);
}
