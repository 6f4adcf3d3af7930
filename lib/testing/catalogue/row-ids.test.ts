import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { catalogue } from "./catalogue";
import { conditionCases } from "./condition-cases";
import { rowIds } from "./row-ids";
import { ruleCases } from "./rule-cases";
import { settingsCases } from "./settings-cases";

const notActed = [
  "T2",
  "T3",
  "T7",
  "T9",
  "T15",
  "T18",
  "T19",
  "T20",
  "T21",
  "N1",
  "N3",
  "N6",
  "N7",
  "N9",
  "N10",
  "N12",
  "N13",
  "N14",
  "N15",
  "N16",
  "N17",
  "N18",
  "N19",
  "N22",
  "N22b",
  "N28",
  "N29",
  "N30",
  "N31",
  "N33",
  "N35",
  "C operators",
  "C sources",
  "C nested",
  "J3",
];
const notEntered = "what a marketer does is written down in the table; no test has a browser do it yet";

/** Rows that no test shows over the API or in the browser, and why. Empty when everything promised is shown. */
const notDone: Record<"api" | "browser", Record<string, string>> = {
  api: {},
  browser: Object.fromEntries(notActed.map((id) => [id, notEntered])),
};

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
  const inBrowser = [...catalogue, ...ruleCases].filter(({ notEnteredYet }) => !notEnteredYet);
  const cases = way === "api" ? [...catalogue, ...settingsCases, ...conditionCases] : inBrowser;
  const shown = new Set([...ids(cases), ...idsInTitles(files)]);
  expect(rowIds.filter((id) => !shown.has(id) && !(id in notDone[way]))).toEqual([]);
});

/** Channels and the audience have rows of their own; some steps show them along. */
const OTHER = /^(N2[3-7]|U\d+)$/;

test("no row is named that does not exist", () => {
  expect(
    ids([...catalogue, ...settingsCases, ...conditionCases]).filter((id) => !rowIds.includes(id) && !OTHER.test(id)),
  ).toEqual([]);
});
