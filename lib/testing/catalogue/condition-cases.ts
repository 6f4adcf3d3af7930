import type { CatalogueCase } from "./catalogue-case";
import type { ConditionRow } from "./condition-row";
import { factRows } from "./fact-rows";
import { operatorRows } from "./operator-rows";
import { sourceRows } from "./source-rows";

/** A rule as a yes / no branch: Ada goes one way, Bob the other, and a segment of it would have Ada alone. */
function branchOf(row: ConditionRow, id: string, does: string): CatalogueCase {
  return {
    ids: [id],
    does,
    step: { type: "branch", config: { condition: JSON.parse(JSON.stringify(row.rule)) } },
    sentence: "",
    ...(row.journey && { journey: row.journey }),
    ...(row.segments && { segments: row.segments }),
    ...(row.startAt && { startAt: row.startAt }),
    story: [
      ...row.story,
      { event: "begin", by: "ada", ...(row.event?.ada && { with: row.event.ada }) },
      { event: "begin", by: "bob", ...(row.event?.bob && { with: row.event.bob }) },
      ...(row.later ?? []),
      { see: { ada: { left: "yes" }, bob: { left: "no" } } },
      ...(row.journeyOnly ? [] : [{ holdsFor: 1 }]),
    ],
    acts: [],
  };
}

/** Every rule of the condition language, decided by a branch and counted by a segment. */
export const conditionCases: readonly CatalogueCase[] = [
  ...operatorRows.map((row) => branchOf(row, "C operators", row.operator)),
  ...sourceRows.map((row) => branchOf(row, "C sources", row.source)),
  ...factRows.map((row) => branchOf(row, "C named facts", row.fact)),
];
