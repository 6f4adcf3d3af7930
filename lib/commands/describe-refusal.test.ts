import pg from "pg";
import { expect, test } from "vitest";
import { describeRefusal, placeOfRefusal } from "./describe-refusal";

function refused(code: string, message: string, more: Partial<pg.DatabaseError> = {}): pg.DatabaseError {
  return Object.assign(new pg.DatabaseError(message, message.length, "error"), { code, ...more });
}

test.each([
  ["22001", "a text that this step writes is too long to be kept (22001)"],
  ["22P02", "a value that this step writes cannot be kept (22P02)"],
  ["54000", "what this step writes is too large to be kept (54000)"],
  ["57014", "the database refuses this step (57014)"],
])("a database's refusal %s is said in words, and quotes nobody", (code, sentence) => {
  const error = refused(code, 'invalid input syntax for type json: "ada@example.com"', { table: "subscribers" });
  expect(describeRefusal(error)).toBe(sentence);
  expect(JSON.stringify(placeOfRefusal(error))).not.toContain("ada@");
  expect(placeOfRefusal(error)).toMatchObject({ code, table: "subscribers" });
});

test("a broken rule is named for whoever runs the database", () => {
  const error = refused("23514", 'new row for relation "subscribers" violates check', { constraint: "short_names" });
  expect(describeRefusal(error)).toBe("what this step writes breaks a rule of the database (23514, short_names)");
});

test("an error that is no fault of a person's data says what it says", () => {
  expect(describeRefusal(new Error("journey version 7 cannot be read"))).toBe("journey version 7 cannot be read");
});

test("what we trip over ourselves is told apart", () => {
  const error = new TypeError("Cannot read ada@example.com");
  expect(describeRefusal(error)).toBe("what is kept of this person cannot be read (TypeError)");
  expect(placeOfRefusal(error).at).toContain("describe-refusal.test");
  expect(JSON.stringify(placeOfRefusal(error))).not.toContain("ada@");
});
