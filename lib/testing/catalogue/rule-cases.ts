import type { Json } from "@/lib/journey/json";
import type { Act, EnteredCase } from "./catalogue-case";
import type { ConditionRow } from "./condition-row";
import { factRows } from "./fact-rows";
import { operatorRows } from "./operator-rows";
import { afterMail, sourceRows } from "./source-rows";

/** All rules of a kind under each other in one condition: what each means is shown by condition-cases.ts. */
function together(id: string, does: string, rows: readonly ConditionRow[]): EnteredCase {
  const rules: Json = JSON.parse(JSON.stringify(rows.map(({ rule }) => rule)));
  return {
    ids: [id],
    does,
    step: { type: "branch", config: { condition: { all: rules } } },
    sentence: "",
    segments: rows.flatMap(({ segments = [] }) => segments),
    acts: rows.flatMap(({ kind, acts }, index): Act[] => [
      ["rule", "Yes, if", kind],
      ...acts.map((one) => inRule(index + 1, one)),
    ]),
  };
}

function inRule(place: number, one: Act): Act {
  const name = `Rule ${place} > ${one[1]}`;
  return one.length === 3 ? [one[0], name, one[2]] : [one[0], name];
}

/** The condition language as it is entered in the browser. */
export const ruleCases: readonly EnteredCase[] = [
  {
    ...together("C operators", "every operator is chosen and given its value", operatorRows),
    notEnteredYet: true,
  },
  {
    ...together("C sources", "everything a rule can look at is chosen", sourceRows),
    journey: afterMail,
    byKeyboard: true,
    notEnteredYet: true,
  },
  together("C named facts", "facts with a name are added as plain rules", factRows),
];
