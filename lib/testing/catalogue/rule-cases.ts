import type { Json, JsonObject } from "@/lib/journey/json";
import type { Act, EnteredCase } from "./catalogue-case";
import type { ConditionRow } from "./condition-row";
import { factRows } from "./fact-rows";
import { operatorRows } from "./operator-rows";
import { afterMail, sourceRows } from "./source-rows";

type Kind = "all" | "any" | "none";

const combining: Record<Kind, string> = {
  all: "All of these are true",
  any: "At least one is true",
  none: "None of these is true",
};

/** A rule is added to a group, and what it says is chosen at its own controls. */
function rule(group: string, path: string, place: number, { kind, acts }: ConditionRow): Act[] {
  const own = acts.map((one): Act => {
    const name = `${path}Rule ${place} > ${one[1]}`;
    return one.length === 3 ? [one[0], name, one[2]] : [one[0], name];
  });
  return [["rule", group, kind], ...own];
}

const plain = (rows: readonly ConditionRow[]): Json => JSON.parse(JSON.stringify(rows.map((row) => row.rule)));

function branch(id: string, does: string, rows: readonly ConditionRow[], condition: JsonObject, acts: Act[]) {
  const segments = rows.flatMap((row) => row.segments ?? []);
  return { ids: [id], does, step: { type: "branch" as const, config: { condition } }, sentence: "", segments, acts };
}

/** All rules under each other in one condition. */
function together(id: string, does: string, rows: readonly ConditionRow[]): EnteredCase {
  const acts = rows.flatMap((row, index) => rule("Yes, if", "", index + 1, row));
  return branch(id, does, rows, { all: plain(rows) }, acts);
}

/** The first rule, and the others in a group beside it. */
function nested(id: string, does: string, kind: Kind, [first, ...rest]: readonly ConditionRow[]): EnteredCase {
  if (!first) throw new Error(`${does}: no rules`);
  const group = "Rule 2, a group";
  const acts: Act[] = [
    ...rule("Yes, if", "", 1, first),
    ["press", "Add a group"],
    ["choose", `${group}: how the rules combine`, combining[kind]],
    ...rest.flatMap((row, index) => rule(group, `${group} > `, index + 1, row)),
  ];
  return branch(id, does, [first, ...rest], { all: [first.rule as JsonObject, { [kind]: plain(rest) }] }, acts);
}

const ofShape = (...shapes: string[]) => operatorRows.filter(({ shape }) => shapes.includes(shape));
const needsMail = sourceRows.filter(({ journey }) => journey === afterMail);

/** The condition language as it is entered in the browser: what each rule means is shown by condition-cases.ts. */
export const ruleCases: readonly EnteredCase[] = [
  nested("C operators", "of texts", "any", ofShape("text")),
  nested("C operators", "of numbers", "none", ofShape("number")),
  nested("C operators", "of dates", "all", ofShape("date")),
  {
    ...nested("C operators", "of lists, and of what there is at all", "any", ofShape("list", "presence")),
    byKeyboard: true,
  },
  together(
    "C sources",
    "what a rule can look at: the person, events, the time",
    sourceRows.filter((row) => !needsMail.includes(row)),
  ),
  {
    ...together("C sources", "what a rule can look at: the way so far and its mails", needsMail),
    journey: afterMail,
    byKeyboard: true,
  },
  together("C named facts", "facts with a name are added as plain rules", factRows),
];
