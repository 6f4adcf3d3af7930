import { expect, test } from "vitest";
import { readIds } from "./read-ids";

test("one id a line, without empty lines and repetitions", () => {
  expect(readIds("ada\n\n bob \r\nada\n")).toEqual(["ada", "bob"]);
  expect(readIds("")).toEqual([]);
});

test("of a table the column that names the ids, else the first", () => {
  expect(readIds("\uFEFFemail,External_ID\na@example.com,ada\nb@example.com,bob")).toEqual(["ada", "bob"]);
  expect(readIds('"u-1";"Ada"\n"u-2";"Bob"')).toEqual(["u-1", "u-2"]);
});
