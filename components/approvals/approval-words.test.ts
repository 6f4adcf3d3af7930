import { expect, test } from "vitest";
import { sayApprovers, sayParts } from "./approval-words";

const named = (...names: string[]) => names.map((name) => ({ name, email: `${name}@example.com` }));

test("J14 who can approve is named, many of them by their number", () => {
  expect(sayApprovers([], "")).toBe("Nobody else here may publish, so nobody can approve it.");
  expect(sayApprovers(named("Ada"), "")).toBe("Ada can approve it.");
  expect(sayApprovers(named("Ada", "Bob", "Cy", "Di", "Ed"), "")).toBe("Ada, Bob, Cy or 2 more can approve it.");
  expect(sayApprovers(named("Ada", "Bob"), "Bob@example.com")).toBe("You or Ada can approve it.");
});

test("J14 what has changed since is said by its parts", () => {
  const id = "00000000-0000-7000-8000-000000000000";
  expect(sayParts({ steps: true, settings: false, mails: [{ id, name: "Welcome" }], brand: true })).toBe(
    "the steps, the mail “Welcome” and the look of mails",
  );
});
