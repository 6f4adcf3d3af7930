import type { PlainBlock } from "./blocks/registry";
import type { EmailDocument } from "./document";
import { inlinesOf } from "./inlines-of";
import { unguardedVariables } from "./liquid/program";
import { unguardedInText } from "./unguarded-in-text";
import { allBlocks } from "./walk-blocks";

/** Where a mail writes a variable that has no fallback. No `block_id`: in the subject or the preview line. */
export type VariablePlace = { block_id?: string; field: string };

/** Names that are filled by us or by a list, not by a person's data. */
const notOfPeople = /^((unsubscribe_url|current_date)$|(incentive|item|props|journey|run)(\.|$))/;

function* variablesOf(block: PlainBlock): Generator<{ field: string; path: string }> {
  for (const [field, value] of Object.entries(block)) {
    if (typeof value !== "string" || field === "id" || field === "type") continue;
    for (const path of unguardedVariables(value)) yield { field, path };
  }
  if (block.type !== "text") return;
  for (const path of unguardedInText(block.content)) yield { field: "content", path };
  for (const inline of inlinesOf(block.content.content)) {
    for (const mark of inline.marks ?? [])
      if (mark.type === "link")
        for (const path of unguardedVariables(mark.attrs.href)) yield { field: "content", path };
  }
}

/** Every variable that a document writes without a fallback, with its places in reading order. Pure. */
export function variablePlaces(document: EmailDocument): Map<string, VariablePlace[]> {
  const places = new Map<string, VariablePlace[]>();
  const add = (path: string, place: VariablePlace) => {
    if (notOfPeople.test(path)) return;
    const known = places.get(path) ?? [];
    if (!known.some((one) => one.block_id === place.block_id && one.field === place.field)) known.push(place);
    places.set(path, known);
  };
  for (const field of ["subject", "preheader"] as const)
    for (const path of unguardedVariables(document[field])) add(path, { field });
  for (const { block } of allBlocks(document.blocks))
    for (const { field, path } of variablesOf(block)) add(path, { block_id: block.id, field });
  return places;
}
