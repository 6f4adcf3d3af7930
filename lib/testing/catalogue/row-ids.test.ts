import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { operators } from "@/lib/journey/condition";
import { catalogue } from "./catalogue";
import { conditionCases } from "./condition-cases";
import { rowIds } from "./row-ids";
import { ruleCases } from "./rule-cases";
import { settingsCases } from "./settings-cases";

/** Ids in the titles of tests: `test("N5 N32 waits …"`, also with .each and in templates. */
function idsInTitles(files: string[]): Set<string> {
  const titles = files.flatMap((file) => [
    ...readFileSync(file, "utf8").matchAll(/(?:\b(?:test|it|describe)(?:\.\w+)*|\]\))\(\s*["`]([^"`]*)/g),
  ]);
  return new Set(titles.flatMap(([, title = ""]) => title.match(/\b[TNJU]\d{1,2}b?\b/g) ?? []));
}

const ids = (rows: readonly { ids: readonly string[] }[]) => rows.flatMap((row) => row.ids);

test.each(["api", "browser"] as const)("every row is carried by name in a test over the %s", (way) => {
  const pattern = way === "api" ? "{app,lib,worker}/**/*.db.test.ts" : "e2e/*.spec.ts";
  const files = globSync(pattern, { cwd: process.cwd() });
  expect(files.length).toBeGreaterThan(5);
  const cases = [...catalogue, ...settingsCases, ...(way === "api" ? conditionCases : ruleCases)];
  const shown = new Set([...ids(cases), ...idsInTitles(files)]);
  expect(rowIds.filter((id) => !shown.has(id))).toEqual([]);
});

/** Channels and the audience have rows of their own; some steps show them along. */
const OTHER = /^(N2[3-7]|U\d+)$/;

test("every operator is entered in the browser", () => {
  const entered = JSON.stringify(ruleCases.map(({ step }) => step.config));
  expect(operators.filter((op) => !entered.includes(`"op":"${op}"`))).toEqual([]);
});

test("no row is named that does not exist", () => {
  expect(
    ids([...catalogue, ...settingsCases, ...conditionCases]).filter((id) => !rowIds.includes(id) && !OTHER.test(id)),
  ).toEqual([]);
});
