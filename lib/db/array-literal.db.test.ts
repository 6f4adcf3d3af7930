import fc from "fast-check";
import { expect, test } from "vitest";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { jsonArray, jsonLines, plainArray, textArray } from "./array-literal";
import { pool } from "./pool";

setUpTestDatabase();

const storable = fc.string({ unit: "binary" }).filter((text) => text.isWellFormed() && !text.includes("\u0000"));

test("any storable text comes back from the database as it was", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.option(fc.oneof(storable, fc.constantFrom("", "null", "NULL", "{}", ",", '"', "\\", "\n\t\b", " a "))),
        { minLength: 1 },
      ),
      async (values) => {
        expect((await pool().query("select $1::text[] as v", [textArray(values)])).rows[0].v).toEqual(values);
      },
    ),
    { numRuns: 300 },
  );
});

test("any storable JSON comes back from the database as it was", async () => {
  const json = fc
    .jsonValue({ noUnicodeString: false })
    .filter((value) => !/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(value)));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ v: json, s: storable }), { minLength: 1 }), async (values) => {
      const { rows } = await pool().query(
        "select to_jsonb($1::jsonb[]) as v, to_jsonb(string_to_array($2, chr(10), '')::jsonb[]) as l",
        [jsonArray(values), jsonLines(values)],
      );
      expect(rows[0].v).toEqual(JSON.parse(JSON.stringify(values)));
      expect(rows[0].l).toEqual(rows[0].v);
    }),
    { numRuns: 300 },
  );
  expect(
    (
      await pool().query("select ($1::jsonb[])[1] is null as n, ($1::jsonb[])[2] = 'null' as j", [
        jsonArray([undefined, null]),
      ])
    ).rows[0],
  ).toEqual({ n: true, j: true });
});

test("ids and numbers come back as they were, and an empty array is empty", async () => {
  const { rows } = await pool().query("select $1::bigint[] as a, $2::float8[] as b, $3::text[] as c", [
    plainArray(["9223372036854775807", 1]),
    plainArray([1.5, Number.POSITIVE_INFINITY]),
    textArray([]),
  ]);
  expect(rows[0]).toEqual({ a: ["9223372036854775807", "1"], b: [1.5, Number.POSITIVE_INFINITY], c: [] });
});
