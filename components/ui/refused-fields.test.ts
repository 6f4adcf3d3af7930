import { expect, it } from "vitest";
import { stillWrong } from "./refused-fields";

it("a field that is mended is said nothing of any more; one not spoken of yet stays unspoken of while it is written", () => {
  const said = { name: "This must not be empty.", from: "This must not be empty." };
  expect(stillWrong(said, { from: "This is not an email address.", later: "This must not be empty." })).toEqual({
    from: "This is not an email address.",
  });
  expect(stillWrong(said, { ...said, later: "This must not be empty." })).toBe(said);
});
