import { expect, it } from "vitest";
import * as z from "zod";
import { plainMessage } from "./plain-message";

const said = (schema: z.ZodType, value: unknown) =>
  plainMessage(schema.safeParse(value).error?.issues[0]?.message ?? "");

it.each<[string, z.ZodType, unknown]>([
  ["This is not a number.", z.number(), null],
  ["This is not a number.", z.number().int(), null],
  ["This must be a whole number.", z.number().int(), 1.5],
  ["At least 1.", z.number().min(1), 0],
  ["More than 0.", z.number().positive(), 0],
  ["At most 10,000.", z.number().int().max(10_000), 10_001],
  ["This must not be empty.", z.string().min(1), ""],
  ["At least 3 characters.", z.string().min(3), "ab"],
  ["At most 2 characters.", z.string().max(2), "abc"],
  ["This is not an email address, such as ada@example.com.", z.email(), "ada"],
  ["This is not a whole address, such as https://example.com.", z.url(), "acme"],
  ["not below where warm begins", z.number().refine(() => false, "not below where warm begins"), 1],
])("what a schema says beside a field is said in people's words: %s", (words, schema, value) =>
  expect(said(schema, value)).toBe(words),
);
