import { stepElementId } from "../flow/step-element-id";
import type { OutlineRow } from "./outline-rows";

/** The DOM id of a row of the outline. */
export function outlineRowId(row: OutlineRow): string {
  return row.kind === "step" ? stepElementId(row.id) : `exit-${row.key}`;
}
